using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Judges G-06 by what C-02 read: the work tree is the accepted commit, with nothing changed.</summary>
internal static class AcceptedCode
{
    /// <summary>Judges, and names the files of a work tree that is not clean.</summary>
    public static async Task<GateResult> CheckAsync(CodeCheck check, CancellationToken cancel) => Check(
        check, check.Captured is { Clean: false, Commit: not CodeReader.NoCommit } ? await ChangedFiles.DescribeAsync(check.Code.Repository, cancel) : string.Empty);

    /// <param name="check">What the plan accepts, and what C-02 read.</param>
    /// <param name="files">The files that are not clean, in words; empty when they are not known.</param>
    public static GateResult Check(CodeCheck check, string files = "")
    {
        var (code, captured) = (check.Code, check.Captured);
        var subject = $"repository '{code.Repository}'";
        var expected = $"HEAD is {code.Commit}, nothing changed or untracked";
        var problems = new List<(string Found, string Remedy)>();
        if (captured.Commit == CodeReader.NoCommit)
        {
            problems.Add(("no git repository with a commit", $"check out commit {code.Commit} there, or correct code.repository"));
        }
        else
        {
            if (captured.Repository != PathRules.Canonical(code.Repository))
            {
                problems.Add(($"its work tree begins at '{captured.Repository}'", "give that path as code.repository"));
            }

            if (captured.Commit != code.Commit)
            {
                problems.Add(($"HEAD is {captured.Commit}", "check that commit out there, or correct code.commit in the plan"));
            }

            if (!captured.Clean)
            {
                problems.Add(($"changed, untracked or hidden files{(files.Length > 0 ? $": {files}" : "")}", $"see `git -C {code.Repository} status` and `git -C {code.Repository} ls-files -v`, then commit them and accept the new commit, or remove them"));
            }
        }

        return problems.Count == 0
            ? GateResult.Green(Gate.CodeAccepted, subject, expected, "as expected")
            : GateResult.Red(Gate.CodeAccepted, subject, expected, string.Join("; ", problems.Select(p => p.Found)), string.Join("; ", problems.Select(p => p.Remedy)));
    }
}
