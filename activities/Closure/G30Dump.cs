using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public Task<GateResult> CheckDumpAsync(DumpCheck check)
    {
        var subject = $"production's dump '{check.Paths.Dump}'";
        var expected = check.Retain is null ? "destroyed, only its sha256 kept" : "destroyed, one encrypted copy retained, its key not beside it";
        var problems = Problems(check).ToList();
        return Task.FromResult(problems.Count == 0
            ? GateResult.Green("G-30", subject, expected, check.DumpSha256 is { } sha256 ? $"destroyed; sha256 {sha256}" : "no dump was ever made")
            : GateResult.Red("G-30", subject, expected, string.Join("; ", problems), "Run `dryrun reconcile` with the run's manifest to destroy the dump; move a key that lies beside the copy."));
    }

    private IEnumerable<string> Problems(DumpCheck check)
    {
        if (Path.Exists(check.Paths.Dump) && OwnedDirectory.Look(check.Paths.WorkDirectory, check.Run.Nonce).State == OwnershipState.Ours)
        {
            yield return "it is still there";
        }

        if (check.Retain is not { } retain)
        {
            yield break;
        }

        var copy = new FileInfo(check.RetainedPath ?? retain.Directory);
        if (!copy.Exists || copy.LinkTarget is not null)
        {
            yield return $"the encrypted copy '{copy.FullName}' is absent";
        }
        else if (copy.UnixFileMode != OwnedDirectory.PrivateFile)
        {
            yield return $"the encrypted copy '{copy.FullName}' has mode {copy.UnixFileMode}";
        }
        else if (!EncryptedDump.IsOne(copy.FullName))
        {
            yield return $"'{copy.FullName}' is no encrypted dump";
        }

        if (host.Keys is { } keys && PathRules.Overlap(PathRules.Canonical(keys), PathRules.Canonical(retain.Directory)))
        {
            yield return $"the keys '{keys}' lie beside the copy in '{retain.Directory}'";
        }
    }
}
