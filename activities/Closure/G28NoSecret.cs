using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public Task<GateResult> CheckNoSecretAsync(EvidenceCheck check)
    {
        var scan = new SecretScan(KnownSecrets.Of(host, check.Run));
        var folder = evidence.DirectoryOf(check.Run);
        var files = evidence.Files(check.Run);
        var found = files.SelectMany(file => Find(scan, folder, file)).ToList();
        var subject = $"{files.Count} files in '{folder}'";
        const string expected = "no secret, in no encoding";
        return Task.FromResult(found.Count == 0
            ? GateResult.Green("G-28", subject, expected, "none")
            : GateResult.Red("G-28", subject, expected, string.Join("; ", found.Take(20)), "Keep the folder from everybody, find out what wrote it, and change the secret where it still counts."));
    }

    private static IEnumerable<string> Find(SecretScan scan, string folder, string file)
    {
        using var stream = new FileStream(Path.Join(folder, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return [.. scan.Find(stream).Select(m => $"{m.Secret} as {m.Encoding} at byte {m.Offset} of '{file}'")];
    }
}
