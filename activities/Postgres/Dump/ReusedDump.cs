using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>A dump that an earlier run retained, decrypted into <c>dr_src.sql</c> in place of a new one.</summary>
internal static class ReusedDump
{
    /// <exception cref="Temporalio.Exceptions.ApplicationFailureException">It is not there, was changed, or the key is another; not retried.</exception>
    public static Task<DumpRecord> RunAsync(HostOptions host, ReuseDump reuse, WorkDirectory directory, CancellationToken cancel)
    {
        var found = RetainedDumps.Find(reuse.Directory, reuse.Sha256)
            ?? throw RetainedCopy.Refused($"The retained dump of SHA-256 {reuse.Sha256} is not in '{reuse.Directory}' any more, expected it as G-07 saw it. Put it back and start a new run.");
        var key = DumpKey.Read(host, reuse.Key);
        CurrentActivity.Heartbeat($"decrypting the dump made at {found.Format.MadeAt:u}");
        return DumpAttempt.RunAsync(
            directory, $"The retained dump '{found.Path}'", async (file, _) => await DecryptAsync(found, file, key, cancel), record => record with { MadeAt = found.Format.MadeAt }, cancel);
    }

    private static async Task DecryptAsync(RetainedDumpFile found, DumpFile file, byte[] key, CancellationToken cancel)
    {
        try
        {
            await using var cipher = ExactFile.Open(found.Path, FileAccess.Read) ?? throw new InvalidDataException("The file vanished, expected it to stay. Put it back.");
            file.HoldToDisk();
            await DumpDecryption.DecryptAsync(cipher, file, key, cancel);
        }
        catch (InvalidDataException damaged)
        {
            throw RetainedCopy.Refused($"Retained dump '{found.Path}': {damaged.Message}");
        }
    }
}
