using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>The notices in words: what happened, to what, and what to do.</summary>
public static class NoticeText
{
    /// <summary>A message is read on a telephone; the rest is in <see cref="Notice.Residuals"/> and <see cref="Notice.Findings"/>.</summary>
    private const int MostNamed = 3;

    public static Notice Parked(string run, string workflowId, RunStatus status, DateTimeOffset at) =>
        Compose(run, workflowId, NoticeKind.TeardownParked, $"{at:yyyyMMdd'T'HHmmssfff'Z'}", at,
            $"The teardown of {run} is parked. {Left(status.Residuals)} Then `dryrun retry {workflowId}`; it also tries again by itself at {status.NextRetryAt:u}.") with
        {
            Residuals = status.Residuals,
            NextRetryAt = status.NextRetryAt,
        };

    /// <param name="run">The run's key.</param>
    /// <param name="workflowId">The DryRun workflow's id.</param>
    /// <param name="violated">At least one.</param>
    /// <param name="at">When it was seen.</param>
    public static Notice Violated(string run, string workflowId, IReadOnlyList<GateAnswer> violated, DateTimeOffset at) =>
        Compose(run, workflowId, NoticeKind.InvariantViolated, string.Join('-', violated.Select(g => g.Gate.Id.ToLowerInvariant()).Order(StringComparer.Ordinal)), at,
            $"{run} found what must stay as it was changed: {Sentences(violated, g => $"{g.Gate}, {g.Subject}: expected {g.Expected}; found {Sentence.Finish(g.Found ?? string.Empty)} {Sentence.Finish(g.Remedy ?? "See the report")}")}") with
        {
            Findings = violated,
        };

    public static Notice Closed(string run, string workflowId, TeardownSummary summary, DateTimeOffset at) =>
        Compose(run, workflowId, NoticeKind.TeardownClosed, $"{at:yyyyMMdd'T'HHmmssfff'Z'}", at, summary.Acknowledged.Count == 0
            ? $"The teardown of {run} has ended: nothing of it is left."
            : $"The teardown of {run} has ended, and what was acknowledged is left. {Left(summary.Acknowledged)}") with
        {
            Residuals = summary.Acknowledged,
        };

    public static Notice Finished(string run, string workflowId, ClosureSummary summary, DateTimeOffset at) =>
        Compose(run, workflowId, NoticeKind.RunFinished, null, at, Sentence.Finish($"{run} has finished: {VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}. {summary.Reason}")) with
        {
            Verdict = VerdictText.Describe(summary.Verdicts),
            ExitCode = summary.ExitCode,
            Residuals = summary.Residuals,
            Findings = [.. summary.Findings.Select(GateAnswer.From)],
            EvidenceDirectory = summary.EvidenceDirectory,
        };

    private static Notice Compose(string run, string workflowId, NoticeKind kind, string? which, DateTimeOffset at, string text) => new()
    {
        // Ids of workflows are never encoded, so a plan's name is in them only where whoever started the run put it there.
        Id = string.Join('-', new[] { workflowId, run[^12..], "notice", NoticeKinds.Type(kind).Replace('.', '-'), which }.OfType<string>()),
        Kind = kind,
        At = at,
        Plan = RunKey.PlanOf(run),
        RunKey = run,
        WorkflowId = workflowId,
        Text = text,
    };

    private static string Left(IReadOnlyList<Residual> residuals) => Sentences(residuals, r => $"{r.Kind} '{r.Name}': {Sentence.Finish(r.Reason)} `{r.Remedy}`.");

    private static string Sentences<T>(IReadOnlyList<T> items, Func<T, string> words) =>
        string.Join(' ', [.. items.Take(MostNamed).Select(words), .. items.Count > MostNamed ? [$"And {items.Count - MostNamed} more."] : Array.Empty<string>()]);
}
