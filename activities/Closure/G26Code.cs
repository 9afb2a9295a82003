using System.Diagnostics.CodeAnalysis;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-26: commit and tree are as C-02 captured them.</summary>
internal static class G26Code
{
    public static GateResult Judge(CodeCheck check)
    {
        var (before, after) = (check.Captured, CodeReader.Read(check.Code.Repository));
        var differences = new[]
        {
            new Difference("repository", before.Repository, after.Repository),
            new Difference("commit", before.Commit, after.Commit),
            new Difference("clean", YesOrNo(before.Clean), YesOrNo(after.Clean)),
            new Difference("tracked files", before.Fingerprint, after.Fingerprint),
            new Difference("untracked paths", before.UntrackedFingerprint, after.UntrackedFingerprint),
        }.Where(d => d.Before != d.After).ToArray();
        var subject = $"repository '{check.Code.Repository}'";
        var expected = $"as captured before the run: commit {before.Commit}, files {before.Fingerprint[..Math.Min(12, before.Fingerprint.Length)]}";
        return differences.Length == 0
            ? GateResult.Green(Gate.CodeUnchanged, subject, expected, "identical")
            : GateResult.Red(
                Gate.CodeUnchanged, subject, expected, $"changed: {string.Join(", ", differences.Select(d => d.Field))}{(after.Differences is { } files ? $" ({files})" : "")}",
                "See `git status` and `git reflog` there, as the owner of the repository and not as root, for who changed it during the run", differences);
    }

    private static string YesOrNo(bool clean) => clean ? "yes" : "no";
}
