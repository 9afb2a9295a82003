using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Manifests;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>The report that the run of this activity has drafted. It answers a query, so that its history need not hold the report a second time.</summary>
internal static class DraftedReport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">There is none. As when the run does not answer, Temporal tries the activity again.</exception>
    public static async Task<Report> AskAsync(RunRef run, CancellationToken cancel)
    {
        var activity = ActivityExecutionContext.Current;
        return await activity.TemporalClient.GetWorkflowHandle<DryRunWorkflow>(run.WorkflowId, activity.Info.WorkflowRunId)
                .QueryAsync(w => w.Report, new() { Rpc = new() { Timeout = Patience, Retry = false, CancellationToken = cancel } })
            ?? throw new InvalidOperationException($"Run '{run.WorkflowId}' was expected to have drafted its report, and has none yet. It is asked again.");
    }
}
