using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>The encrypted copy of production's dump (DR-8): where it goes, how it is made, once.</summary>
internal static class RetainedCopy
{
    public static string PathOf(RetainDump retain, Manifest manifest)
    {
        var database = string.Concat(manifest.Plan.Production.Database.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        var time = manifest.CreatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Path.Join(retain.Directory, $"prod-{database}-{time}-{RunNonce.Prefix(manifest.Nonce)}.sql.enc");
    }

    /// <summary>A copy that is there already is taken when it is of this very dump.</summary>
    public static async Task<RetainedDump> MakeAsync(string dump, string dumpSha256, DateTimeOffset madeAt, string path, byte[] key, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            var format = DumpFormat.New(dumpSha256, madeAt);
            var found = string.Empty;
            await AtomicFile.WriteIfAsync(path, async target =>
            {
                await using var plain = ExactFile.Open(dump, FileAccess.Read, FileShare.Read)
                    ?? throw new FileNotFoundException($"Dump '{dump}' is absent, expected the run's. Start a new run.");
                found = await DumpEncryption.EncryptAsync(plain, target, key, format, cancel, new WritebackThrottle(target.SafeFileHandle, path));
                return found == dumpSha256;
            });
            if (found != dumpSha256)
            {
                throw Refused($"Dump '{dump}' has SHA-256 {found}, expected {dumpSha256} as it was recorded; no copy was kept. Start a new run.");
            }
        }

        await using var copy = File.OpenRead(path);
        if (DumpFormat.Read(copy) is not { } header || header.DumpSha256 != dumpSha256)
        {
            throw Refused($"File '{path}' is no copy of the dump with SHA-256 {dumpSha256}, expected that or nothing; left alone. Move it away.");
        }

        copy.Position = 0;
        return new RetainedDump { Path = path, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancel)) };
    }

    public static ApplicationFailureException Refused(string message) => new(message, FailureTypes.InvalidRequest, nonRetryable: true);
}
