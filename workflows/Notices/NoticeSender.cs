using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Gates;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>
/// What one workflow of a run tells people. Each notice is a workflow that outlives this one; only its start is waited for, which is
/// Temporal's own doing. An id that was taken before means that it has been told. Runs from before there were notices go on without.
/// </summary>
internal sealed class NoticeSender(RunRef run)
{
    private const string Patch = "notices";

    private readonly HashSet<string> parkedFor = [];

    /// <summary>True when people were told that the teardown is parked, so that they want to hear of its end.</summary>
    public bool Parked => parkedFor.Count > 0;

    /// <summary>Once for every residual, however often it parks.</summary>
    public async Task ParkedAsync(RunStatus status)
    {
        var left = status.Residuals.Select(r => $"{r.Kind} {r.Name}").ToList();
        if (!parkedFor.IsSupersetOf(left))
        {
            parkedFor.UnionWith(left);
            await TellAsync(NoticeText.Parked(run, status, Workflow.UtcNow));
        }
    }

    /// <summary>Once for every set of violated invariants, by whichever workflow sees it first.</summary>
    public async Task ViolatedAsync(IReadOnlyList<GateResult> gates)
    {
        var violated = NetZero.Violated(gates);
        if (violated.Count > 0)
        {
            await TellAsync(NoticeText.Violated(run, violated, Workflow.UtcNow));
        }
    }

    public Task ClosedAsync(TeardownOutcome outcome) => TellAsync(NoticeText.Closed(run, outcome, Workflow.UtcNow));

    public Task FinishedAsync(ClosureSummary summary) => TellAsync(NoticeText.Finished(run, summary, Workflow.UtcNow));

    private static async Task TellAsync(Notice notice)
    {
        if (!Workflow.Patched(Patch))
        {
            return;
        }

        try
        {
            await Workflow.StartChildWorkflowAsync((NotifyWorkflow n) => n.RunAsync(notice), new ChildWorkflowOptions
            {
                Id = notice.Id,
                IdReusePolicy = Temporalio.Api.Enums.V1.WorkflowIdReusePolicy.RejectDuplicate,
                ParentClosePolicy = ParentClosePolicy.Abandon,
                TaskTimeout = WorkflowNames.TaskTimeout,
                CancellationToken = CancellationToken.None,
                StaticSummary = $"{NoticeKinds.Type(notice.Kind)} of {notice.RunKey}",
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            // Told by the run's other workflow, or by an earlier teardown of the same run.
        }
    }
}
