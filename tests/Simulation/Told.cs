using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>What people were told, against what came to pass: every report, every violation, and the end of every teardown that was parked.</summary>
internal sealed class Told(History history)
{
    private readonly Dictionary<string, Notice> told = history.Place.Told;

    public void Check()
    {
        var ends = history.Temporal.Executions.Where(Reports).Select(e => history.Temporal.Query<RunStatus>(e, "status").Summary).OfType<ClosureSummary>().ToList();
        foreach (var summary in ends)
        {
            var finished = told.Values.Where(n => n.Kind == NoticeKind.RunFinished && n.RunKey == summary.RunKey).ToList();
            Violation.When(finished is not [{ } one] || one.ExitCode != summary.ExitCode, $"{summary.RunKey} ended with exit code {summary.ExitCode}, and people were told of {finished.Count} ends.");
            var violated = told.Values.Any(n => n.Kind == NoticeKind.InvariantViolated && n.RunKey == summary.RunKey);
            Violation.When(summary.Verdicts.Invariants == InvariantVerdict.Violated && !violated, $"{summary.RunKey} violated its invariants, and nobody was told.");
        }

        foreach (var execution in history.Temporal.Executions.Where(e => e.Type == WorkflowNames.Teardown && e.State == ExecutionState.Completed && history.Operator.SawParked(e)))
        {
            var key = RunNonce.Prefix(Judgement.NonceOf(history, execution));
            Violation.When(!told.Values.Any(n => n.Kind == NoticeKind.TeardownClosed && n.RunKey.EndsWith(key, StringComparison.Ordinal)), $"{execution.WorkflowId} was parked and has ended, and nobody was told of its end.");
        }
    }

    private static bool Reports(Execution execution) => execution.Type == WorkflowNames.DryRun && execution.State is ExecutionState.Completed or ExecutionState.Failed or ExecutionState.Canceled;
}
