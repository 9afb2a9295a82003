using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<GateResult> CheckDumpAsync(DumpCheck check)
    {
        var expected = check.Retain is null
            ? "dump destroyed, only its SHA-256 kept"
            : "dump destroyed, its SHA-256 and one encrypted copy kept, the key apart";
        var problems = new List<string>();
        if (Exists(check.Paths.Dump))
        {
            problems.Add($"'{check.Paths.Dump}' is still there: run `dryrun retry RUN`");
        }

        if (check.Retain is { } retain)
        {
            await AddRetainedAsync(check, retain, problems);
        }

        var kept = check.DumpSha256 is null ? "no dump was made" : $"destroyed; SHA-256 {check.DumpSha256}";
        return problems.Count == 0
            ? GateResult.Green("G-30", $"dump '{check.Paths.Dump}'", expected, check.RetainedPath is null ? kept : $"{kept}; encrypted copy '{check.RetainedPath}'")
            : GateResult.Red("G-30", $"dump '{check.Paths.Dump}'", expected, string.Join("; ", problems), "Do what is named beside each finding");
    }

    private async Task AddRetainedAsync(DumpCheck check, RetainDump retain, List<string> problems)
    {
        var manifest = await evidence.ReadAsync(check.Run, RunFolders.ManifestFile, CurrentActivity.Cancel);
        var half = manifest is null ? null : AtomicFile.TemporaryOf(RetainedCopy.PathOf(retain, RetainedCopy.ManifestIn(manifest)));
        if (half is not null && Exists(half))
        {
            problems.Add($"a half-written encrypted copy '{half}': remove it");
        }

        if (check.RetainedPath is { } path)
        {
            problems.AddRange(CopyProblems(check, path));
        }
        else if (check.DumpSha256 is not null)
        {
            problems.Add("no encrypted copy was made although the plan says retainDump: start a new run if it is needed");
        }

        if (host.Keys is { } keys && PathRules.Overlap(PathRules.Canonical(retain.Directory), PathRules.Canonical(keys)))
        {
            problems.Add($"the keys' directory '{keys}' and the copy's '{retain.Directory}' lie in one another: move one");
        }

        if (Exists(Path.Join(retain.Directory, retain.Key)))
        {
            problems.Add($"'{Path.Join(retain.Directory, retain.Key)}' has the key's name, beside the copy: move it away");
        }
    }

    private static IEnumerable<string> CopyProblems(DumpCheck check, string path)
    {
        using var folder = DirectoryHandle.Open(PathRules.ParentOf(path));
        var stat = folder?.Stat(Path.GetFileName(path));
        if (stat is not { Kind: PathKind.File })
        {
            yield return $"the encrypted copy '{path}' is not there: look for who removed it";
            yield break;
        }

        if (stat.Mode != OwnedDirectory.PrivateFile)
        {
            yield return $"the encrypted copy '{path}' has mode {Convert.ToString((int)stat.Mode, 8)}: run `chmod 600 {path}`";
        }

        using var stream = File.OpenRead(path);
        if (DumpFormat.Read(stream) is not { } header || header.DumpSha256 != check.DumpSha256)
        {
            yield return $"'{path}' is no encrypted copy of this dump: look for who replaced it";
        }
    }
}
