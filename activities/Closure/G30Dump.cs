using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-30: the dump is destroyed, and kept only as the plan says.</summary>
internal sealed class G30Dump(HostOptions host)
{
    public GateResult Judge(DumpCheck check)
    {
        var expected = check.Retain is null
            ? "dump destroyed, only its SHA-256 kept"
            : "dump destroyed, its SHA-256 and one encrypted copy kept, the key apart";
        var problems = new List<string>();
        if (G24SecretsShredded.Exists(check.Manifest.Paths.Dump))
        {
            problems.Add($"'{check.Manifest.Paths.Dump}' is still there: run `dryrun retry RUN`");
        }

        if (check.Retain is { } retain)
        {
            AddRetained(check, retain, problems);
        }

        var kept = check.DumpSha256 is null ? "no dump was made" : $"destroyed; SHA-256 {check.DumpSha256}";
        return problems.Count == 0
            ? GateResult.Green(Gate.DumpDestroyed, $"dump '{check.Manifest.Paths.Dump}'", expected, check.RetainedPath is null ? kept : $"{kept}; encrypted copy '{check.RetainedPath}'")
            : GateResult.Red(Gate.DumpDestroyed, $"dump '{check.Manifest.Paths.Dump}'", expected, string.Join("; ", problems), "Do what is named beside each finding");
    }

    private void AddRetained(DumpCheck check, RetainDump retain, List<string> problems)
    {
        var half = AtomicFile.TemporaryOf(RetainedCopy.PathOf(retain, check.Manifest));
        if (G24SecretsShredded.Exists(half))
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

        if (G24SecretsShredded.Exists(Path.Join(retain.Directory, retain.Key)))
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
