using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    /// <summary>One file a run, so that a second attempt replaces the first one's.</summary>
    public async Task<RetainedDump> RetainDumpAsync(RetainRequest request)
    {
        var cancel = ActivityContext.Cancel;
        var keys = host.Keys ?? throw new InvalidOperationException($"Key '{request.Retain.Key}' cannot be read: expected a keys directory, found none. Set DRYRUN_KEYS.");
        var key = NamedFile.Read("Key", keys, request.Retain.Key);
        if (key.Length != 32)
        {
            throw new InvalidOperationException($"Key '{request.Retain.Key}' has {key.Length} bytes, expected 32. Make one with `head -c 32 /dev/urandom`.");
        }

        var path = Path.Join(request.Retain.Directory, $"prod-{request.Run.Key}.sql.enc");
        await AtomicFile.WriteAsync(path, async target =>
        {
            await using var dump = File.OpenRead(RunPaths.Of(request.WorkDirectory).Dump);
            await EncryptedDump.EncryptAsync(dump, target, key, cancel);
        });
        await using var written = File.OpenRead(path);
        return new RetainedDump { Path = path, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)) };
    }
}
