using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>The notices in words: what happened, to what, and what to do.</summary>
internal static class NoticeText
{
    /// <summary>A message is read on a telephone; the rest is in the notice's residuals and findings.</summary>
    private const int MostNamed = 3;

    public static string Parked(RunRef run, IReadOnlyList<Residual> residuals) =>
        $"The teardown of {run.Key} is parked. {(residuals.Count == 0 ? $"What is left is in `dryrun status {run.WorkflowId}`." : Left(residuals))} Then `dryrun retry {run.WorkflowId}`; it also tries again by itself.";

    public static string Violated(RunRef run, IReadOnlyList<GateAnswer> violated) =>
        $"{run.Key} found what must stay as it was changed: {Sentences(violated, g => $"{g.Gate}, {g.Subject}: expected {g.Expected}; found {Sentence.Finish(g.Found ?? string.Empty)} {Sentence.Finish(g.Remedy ?? "See the report")}")}";

    public static string Closed(RunRef run, IReadOnlyList<Residual> acknowledged) => acknowledged.Count == 0
        ? $"The teardown of {run.Key} has ended: nothing of it is left."
        : $"The teardown of {run.Key} has ended, and what was acknowledged is left. {Left(acknowledged)}";

    public static string Finished(RunRef run, ClosureSummary summary) =>
        Sentence.Finish($"{run.Key} has finished: {VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}. {summary.Reason}");

    private static string Left(IReadOnlyList<Residual> residuals) => Sentences(residuals, r => $"{r.Kind} '{r.Name}': {Sentence.Finish(r.Reason)} `{r.Remedy}`.");

    private static string Sentences<T>(IReadOnlyList<T> items, Func<T, string> words) =>
        string.Join(' ', [.. items.Take(MostNamed).Select(words), .. items.Count > MostNamed ? [$"And {items.Count - MostNamed} more."] : Array.Empty<string>()]);
}
