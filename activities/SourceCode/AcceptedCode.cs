using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>G-06 over what C-02 read. Pure but for resolving symbolic links.</summary>
internal static class AcceptedCode
{
    public static GateResult Check(CodeCheck check)
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
                problems.Add(($"HEAD is {captured.Commit}", $"run `git -C {code.Repository} checkout {code.Commit}`, or correct code.commit"));
            }

            if (!captured.Clean)
            {
                problems.Add(("changed, untracked or hidden files", $"see `git -C {code.Repository} status` and `git -C {code.Repository} ls-files -v`, then commit elsewhere or remove them"));
            }
        }

        return problems.Count == 0
            ? GateResult.Green("G-06", subject, expected, "as expected")
            : GateResult.Red("G-06", subject, expected, string.Join("; ", problems.Select(p => p.Found)), string.Join("; ", problems.Select(p => p.Remedy)));
    }
}
