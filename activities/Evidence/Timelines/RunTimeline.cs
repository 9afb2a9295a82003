using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Evidence.Timelines;

/// <summary>The steps of the run that asks for its report, and of its teardown, from Temporal's own history.</summary>
internal static class RunTimeline
{
    /// <summary>Empty outside an activity.</summary>
    public static async Task<IReadOnlyList<TimelineStep>> ReadAsync(RunRef run, CancellationToken cancel)
    {
        if (!ActivityExecutionContext.HasCurrent)
        {
            return [];
        }

        var (client, info) = (ActivityExecutionContext.Current.TemporalClient, ActivityExecutionContext.Current.Info);
        IReadOnlyList<TimelineStep>[] both =
        [
            await StepsAsync(client, run.WorkflowId, info.WorkflowRunId, cancel),
            await StepsAsync(client, WorkflowNames.TeardownId(run.WorkflowId), null, cancel),
        ];

        // The teardown's id is that of every run of this plan: an earlier one's was over before this run began.
        var began = both[0].Select(s => s.StartedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return [.. both.SelectMany(steps => steps).Where(s => s.StartedAt >= began).OrderBy(s => s.StartedAt)];
    }

    private static async Task<IReadOnlyList<TimelineStep>> StepsAsync(ITemporalClient client, string workflowId, string? runId, CancellationToken cancel)
    {
        var steps = new HistorySteps();
        try
        {
            var events = client.GetWorkflowHandle(workflowId, runId).FetchHistoryEventsAsync(new() { Rpc = new RpcOptions { CancellationToken = cancel } });
            await foreach (var found in events.WithCancellation(cancel))
            {
                steps.See(found);
            }
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            // A run that was refused has no teardown.
        }

        return steps.Ended;
    }
}
