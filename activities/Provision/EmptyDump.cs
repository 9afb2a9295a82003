using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    /// <summary>Its name stays: a DR that is started again mounts it.</summary>
    public Task EmptyDumpAsync(DrTarget target)
    {
        var paths = RunPaths.Of(target.WorkDirectory);
        using var directory = OwnedDirectory.Open(paths.WorkDirectory, target.Dr.Run.Nonce);
        try
        {
            Shredder.Empty(directory, Path.GetFileName(paths.Dump), ActivityContext.Cancel);
        }
        catch (NotOneFileException swapped)
        {
            throw new ApplicationFailureException($"{swapped.Message} Remove the name with `{swapped.Remedy}`.", swapped, FailureTypes.Residual, nonRetryable: true);
        }

        return Task.CompletedTask;
    }
}
