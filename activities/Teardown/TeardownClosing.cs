using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>The end of a teardown: into a file for people, and into the journal, where it closes the run.</summary>
internal static class TeardownClosing
{
    public static async Task<TeardownSummary> CloseAsync(RecordedRun run, CloseStep request, ITeardownSteps steps)
    {
        var (ledger, gates) = (run.Ledger, run.Journal.Gates);
        GateResult[] assertions = [.. gates.Where(g => g.Gate == Gate.ProtectedUnchanged || g.Gate == Gate.ProductionUnchanged)];
        var acknowledged = AcknowledgedResiduals.Find(ledger, gates, run.Journal.Entries);
        var outcome = new TeardownOutcome { Ledger = ledger, Assertions = assertions, Acknowledged = acknowledged, Seconds = request.Seconds };
        var mark = ClosedMark.From(run.Ref, outcome, request.ClosedAt);
        await steps.WriteMarkAsync(run, mark);
        await run.AppendAsync(new TornDown { Verdict = mark.Teardown, Seconds = request.Seconds });
        return new TeardownSummary { Ledger = ledger, Assertions = [.. assertions.Select(GateAnswer.From)], Acknowledged = acknowledged, Seconds = request.Seconds };
    }
}
