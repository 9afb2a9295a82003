using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    /// <summary>Under the fence: a worker thought dead must not write a copy behind a teardown that has looked for it.</summary>
    public Task<RetainedDump> RetainDumpAsync(RetainRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var paths = RunPaths.Of(request.WorkDirectory);
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

        var manifest = await evidence.ReadAsync(request.Run, RunFolders.ManifestFile, ActivityContext.Cancel)
            ?? throw RetainedCopy.Refused($"Run '{request.Run.Key}' has no {RunFolders.ManifestFile} in its evidence, expected it before any dump. Start a new run.");
        return await RetainedCopy.MakeAsync(
            paths.Dump, request.DumpSha256, RetainedCopy.PathOf(request.Retain, manifest), Key(request.Retain.Key), ActivityContext.Cancel);
    });

    private byte[] Key(string name)
    {
        if (host.Keys is null)
        {
            throw RetainedCopy.Refused($"Key '{name}' cannot be read: expected a keys directory, found none. Set DRYRUN_KEYS.");
        }

        var key = NamedFile.Read("Key", host.Keys, name);
        return key.Length == DumpFormat.KeySize
            ? key
            : throw RetainedCopy.Refused($"Key '{name}' has {key.Length} bytes, expected {DumpFormat.KeySize}. Make one with `head -c 32 /dev/urandom`.");
    }
}
