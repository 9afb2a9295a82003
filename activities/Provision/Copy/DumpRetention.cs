using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>Keeps one encrypted copy of the dump (DR-8).</summary>
internal sealed class DumpRetention(HostOptions host, RunFence fence)
{
    /// <summary>Under the fence: a worker thought dead must not write a copy behind a teardown that has looked for it.</summary>
    public Task<RetainedDump> RetainAsync(RetainRequest request) => fence.CreateAsync(request.Manifest.Run, async () =>
    {
        var paths = request.Manifest.Paths;
        var folder = request.Retain.Directory;
        if (!PathRules.IsPlain(folder) || PathRules.SymbolicLinkIn(folder) is not null || !Directory.Exists(folder))
        {
            throw RetainedCopy.Refused($"Directory '{folder}' for the retained dump is not there or is reached by a symbolic link, expected a directory. Make it, or correct retainDump.directory.");
        }

        foreach (var other in new[] { paths.WorkDirectory, paths.SecretsDirectory, host.Evidence, host.Keys })
        {
            if (other is not null && PathRules.Overlap(folder, PathRules.Canonical(other)))
            {
                throw RetainedCopy.Refused($"Directory '{folder}' for the retained dump overlaps '{other}', expected it apart. Correct retainDump.directory.");
            }
        }

        var manifest = request.Manifest;
        return await RetainedCopy.MakeAsync(
            paths.Dump, request.DumpSha256, manifest.CreatedAt, RetainedCopy.PathOf(request.Retain, manifest), DumpKey.Read(host, request.Retain.Key), CurrentActivity.Cancel);
    });
}
