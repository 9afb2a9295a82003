using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Gates;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>
/// What one workflow of a run tells people. Each notice is a workflow that outlives this one; only its start is waited for, which is
/// Temporal's own doing. An id that was taken before means that it has been told.
/// </summary>
internal sealed class NoticeSender(string run, string workflowId)
{

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
            await TellAsync(NoticeText.Parked(run, workflowId, status, Workflow.UtcNow));
        }
    }

    /// <summary>Once for every set of violated invariants, by whichever workflow sees it first.</summary>
    public async Task ViolatedAsync(IReadOnlyList<GateAnswer> gates)
    {
        var violated = NetZero.Violated(gates);
        if (violated.Count > 0)
        {
            await TellAsync(NoticeText.Violated(run, workflowId, violated, Workflow.UtcNow));
        }
    }

    public Task ClosedAsync(TeardownSummary summary) => TellAsync(NoticeText.Closed(run, workflowId, summary, Workflow.UtcNow));

    public Task FinishedAsync(ClosureSummary summary) => TellAsync(NoticeText.Finished(run, workflowId, summary, Workflow.UtcNow));

    private static async Task TellAsync(Notice notice)
    {
        try
        {
            await Workflow.StartChildWorkflowAsync(WorkflowNames.Notify, [notice], new ChildWorkflowOptions
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
