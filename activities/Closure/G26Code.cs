using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<GateResult> CheckCodeAsync(CodeCheck check)
    {
        var now = await CodeReader.ReadAsync(check.Code.Repository, ActivityContext.Cancel);
        var differences = Differences(check.Captured, now).ToList();
        var subject = $"repository '{check.Code.Repository}'";
        const string expected = "commit, tree, untracked paths as captured at C-02";
        return differences.Count == 0
            ? GateResult.Green("G-26", subject, expected, $"identical: {now.Commit}")
            : GateResult.Red(
                "G-26", subject, expected, string.Join("; ", differences.Select(d => $"{d.Field} was {d.Before}, is {d.After}")),
                $"See `git -C {check.Code.Repository} status` and who works there; the harness has it mounted read-only.", [.. differences]);
    }

    private static IEnumerable<Difference> Differences(CodeCapture before, CodeCapture after) =>
        new[]
        {
            new Difference("commit", before.Commit, after.Commit),
            new Difference("clean", $"{before.Clean}", $"{after.Clean}"),
            new Difference("tracked files", before.Fingerprint, after.Fingerprint),
            new Difference("untracked paths", before.UntrackedFingerprint, after.UntrackedFingerprint),
        }.Where(d => d.Before != d.After);
}
