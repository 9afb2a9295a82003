using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>The notices in words: what happened, to what, and what to do.</summary>
public static class NoticeText
{
    /// <summary>A message is read on a telephone; the rest is in <see cref="Notice.Residuals"/> and <see cref="Notice.Findings"/>.</summary>
    private const int MostNamed = 3;

    public static Notice Parked(RunRef run, RunStatus status, DateTimeOffset at) =>
        Compose(run, NoticeKind.TeardownParked, $"{at:yyyyMMdd'T'HHmmssfff'Z'}", at,
            $"The teardown of {run.Key} is parked. {Left(status.Residuals)} Then `dryrun retry {run.WorkflowId}`; it also tries again by itself at {status.NextRetryAt:u}.") with
        {
            Residuals = status.Residuals,
            NextRetryAt = status.NextRetryAt,
        };

    /// <param name="run">Whose run.</param>
    /// <param name="violated">At least one.</param>
    /// <param name="at">When it was seen.</param>
    public static Notice Violated(RunRef run, IReadOnlyList<GateResult> violated, DateTimeOffset at) =>
        Compose(run, NoticeKind.InvariantViolated, string.Join('-', violated.Select(g => g.Gate.ToLowerInvariant()).Order(StringComparer.Ordinal)), at,
            $"{run.Key} found what must stay as it was changed: {Sentences(violated, g => $"{g.Gate}, {g.Subject}: expected {g.Expected}; found {Sentence.Finish(g.Found)} {Sentence.Finish(g.Remedy ?? "See the report")}")}") with
        {
            Findings = violated,
        };

    public static Notice Closed(RunRef run, TeardownOutcome outcome, DateTimeOffset at) =>
        Compose(run, NoticeKind.TeardownClosed, $"{at:yyyyMMdd'T'HHmmssfff'Z'}", at, outcome.Acknowledged.Count == 0
            ? $"The teardown of {run.Key} has ended: nothing of it is left."
            : $"The teardown of {run.Key} has ended, and what was acknowledged is left. {Left(outcome.Acknowledged)}") with
        {
            Residuals = outcome.Acknowledged,
        };

    public static Notice Finished(RunRef run, ClosureSummary summary, DateTimeOffset at) =>
        Compose(run, NoticeKind.RunFinished, null, at, Sentence.Finish($"{run.Key} has finished: {VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}. {summary.Reason}")) with
        {
            Verdict = VerdictText.Describe(summary.Verdicts),
            ExitCode = summary.ExitCode,
            Residuals = summary.Residuals,
            Findings = summary.Findings,
            EvidenceDirectory = summary.EvidenceDirectory,
        };

    private static Notice Compose(RunRef run, NoticeKind kind, string? which, DateTimeOffset at, string text) => new()
    {
        // Ids of workflows are never encoded, so a plan's name is in them only where whoever started the run put it there.
        Id = string.Join('-', new[] { run.WorkflowId, RunNonce.Prefix(run.Nonce), "notice", NoticeKinds.Type(kind).Replace('.', '-'), which }.OfType<string>()),
        Kind = kind,
        At = at,
        Plan = run.Plan,
        RunKey = run.Key,
        WorkflowId = run.WorkflowId,
        Text = text,
    };

    private static string Left(IReadOnlyList<Residual> residuals) => Sentences(residuals, r => $"{r.Kind} '{r.Name}': {Sentence.Finish(r.Reason)} `{r.Remedy}`.");

    private static string Sentences<T>(IReadOnlyList<T> items, Func<T, string> words) =>
        string.Join(' ', [.. items.Take(MostNamed).Select(words), .. items.Count > MostNamed ? [$"And {items.Count - MostNamed} more."] : Array.Empty<string>()]);
}
