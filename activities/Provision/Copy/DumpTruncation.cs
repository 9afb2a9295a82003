using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>Overwrites the dump and leaves an empty file.</summary>
internal static class DumpTruncation
{
    /// <summary>Its name stays: a DR that is started again mounts it.</summary>
    public static void Empty(DrTarget target)
    {
        var paths = RunPaths.For(target.WorkDirectory);
        using var directory = OwnedDirectory.Open(paths.WorkDirectory, target.Dr.Run.Nonce);
        try
        {
            Shredder.Empty(directory, Path.GetFileName(paths.Dump), CurrentActivity.Cancel);
        }
        catch (NotRegularFileException swapped)
        {
            throw new ApplicationFailureException($"{swapped.Message} Remove the name with `{swapped.Remedy}`.", swapped, FailureTypes.Residual, nonRetryable: true);
        }
    }
}
