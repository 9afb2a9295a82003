using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>A notice as a function of a run's manifest and journal: anybody can start a <c>Notify</c>, and it is signed. Pure.</summary>
public static class NoticeDerivation
{
    /// <param name="input">What about.</param>
    /// <param name="id">The id of the notice.</param>
    /// <param name="manifest">The run's, with the plan's scenarios.</param>
    /// <param name="entries">The run's journal.</param>
    /// <returns>Null where the journal does not say such a thing.</returns>
    public static Notice? Derive(NoticeInput input, string id, Manifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        var (run, journal) = (manifest.Run, new JournalView(entries));
        var notice = new Notice { Id = id, Kind = input.Kind, At = input.At, Plan = run.Plan, RunKey = run.Key, WorkflowId = run.WorkflowId, Text = string.Empty };
        switch (input.Kind)
        {
            case NoticeKind.TeardownParked when journal.IsOpen:
                var left = OpenResiduals.Find(LedgerDerivation.Derive(manifest, entries), journal.Gates, entries);
                return notice with { Text = NoticeText.Parked(run, left), Residuals = left };

            case NoticeKind.InvariantViolated when NetZero.Violated([.. journal.Gates.Select(GateAnswer.From)]) is { Count: > 0 } violated:
                return notice with { Text = NoticeText.Violated(run, violated), Findings = violated };

            case NoticeKind.TeardownClosed when journal.TeardownEnd is not null && !journal.IsOpen:
                var acknowledged = AcknowledgedResiduals.Find(LedgerDerivation.Derive(manifest, entries), journal.Gates, entries);
                return notice with { Text = NoticeText.Closed(run, acknowledged), Residuals = acknowledged };

            case NoticeKind.RunFinished when journal.ForwardEnd is not null:
                var summary = ReportDerivation.Derive(manifest, entries).Summary;
                return notice with
                {
                    Text = NoticeText.Finished(run, summary),
                    Verdict = VerdictText.Describe(summary.Verdicts),
                    ExitCode = summary.ExitCode,
                    Residuals = summary.Residuals,
                    Findings = [.. summary.Findings.Select(GateAnswer.From)],
                };

            default:
                return null;
        }
    }
}
