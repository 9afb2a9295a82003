using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>
/// Asks one workflow for its status again and again. A status changes only with the workflow's history, so the query is sent only when the history has grown,
/// and every two seconds to notice a worker that is gone. Describing a workflow costs the server a fraction of a query.
/// </summary>
internal sealed class StatusPoller(ITemporalClient client, string workflowId)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MaxStatusAge = TimeSpan.FromSeconds(2);

    private CachedStatus? cached;

    public string WorkflowId => workflowId;

    public async Task<StatusAnswer> AskAsync()
    {
        var queue = "";
        try
        {
            var described = await client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = workflowId } }, ShortTimeout());
            var info = described.WorkflowExecutionInfo;
            queue = described.ExecutionConfig?.TaskQueue?.Name ?? "";
            if (cached is not { } latest || latest.RunId != info.Execution.RunId || latest.Events != info.HistoryLength || latest.Age.Elapsed > MaxStatusAge)
            {
                var status = await client.GetWorkflowHandle(workflowId).QueryAsync<RunStatus>("status", [], new() { Rpc = ShortTimeout() });
                cached = latest = new CachedStatus(info.Execution.RunId, info.HistoryLength, status, Stopwatch.StartNew());
            }

            return new StatusAnswer(
                latest.Status, Wait: await RetryAsync(client.Options.DataConverter, described), Heartbeat: await HeartbeatAsync(client.Options.DataConverter, described));
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            return new StatusAnswer(null);
        }
        catch (RpcException fault) when (fault.Code is RpcException.StatusCode.Unavailable)
        {
            return new StatusAnswer(null, $"Temporal did not answer ({TemporalFaults.FirstLine(fault.Message)}); the run goes on once it is back.");
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault) || fault.Code == RpcException.StatusCode.FailedPrecondition)
        {
            return new StatusAnswer(null, queue.Length == 0
                ? $"Temporal did not answer about '{workflowId}' ({TemporalFaults.FirstLine(fault.Message)}); the run goes on once it does."
                : $"No worker answered for '{workflowId}' on task queue '{queue}': the run waits for one. Start `dryrun worker --task-queue {queue}`.");
        }
        catch (WorkflowQueryFailedException fault)
        {
            return new StatusAnswer(null, $"'{workflowId}' could not answer: {TemporalFaults.FirstLine(fault.Message)}.");
        }
    }

    internal static RpcOptions ShortTimeout() => new() { Timeout = CallTimeout, Retry = false };

    private static async Task<PendingRetry?> RetryAsync(DataConverter converter, DescribeWorkflowExecutionResponse described) =>
        described.PendingActivities.FirstOrDefault(a => a is { Attempt: > 1, LastFailure: not null }) is { } pending
            ? new PendingRetry
            {
                Activity = pending.ActivityType.Name,
                Attempt = pending.Attempt,
                MostAttempts = pending.MaximumAttempts > 0 ? pending.MaximumAttempts : null,
                Reason = TemporalFaults.FirstLine((await converter.ToExceptionAsync(pending.LastFailure)).Message),
                Early = pending.LastFailure.ApplicationFailureInfo?.Category == ApplicationErrorCategory.Benign,
                NextAt = pending.State == PendingActivityState.Scheduled ? pending.ScheduledTime?.ToDateTimeOffset() : null,
            }
            : null;

    /// <summary>Joins the last heartbeats of all activities that run side by side.</summary>
    private static async Task<string?> HeartbeatAsync(DataConverter converter, DescribeWorkflowExecutionResponse described)
    {
        List<string> heartbeats = [];
        foreach (var pending in described.PendingActivities.Where(a => a is { State: PendingActivityState.Started, HeartbeatDetails.Payloads_.Count: > 0 }))
        {
            heartbeats.Add(await converter.ToValueAsync<string>(pending.HeartbeatDetails.Payloads_[0]));
        }

        return heartbeats.Count == 0 ? null : string.Join("; ", heartbeats);
    }

    /// <param name="RunId">The execution that answered.</param>
    /// <param name="Events">The length of its history before it answered.</param>
    /// <param name="Status">Its answer.</param>
    /// <param name="Age">Runs since the answer.</param>
    private sealed record CachedStatus(string RunId, long Events, RunStatus Status, Stopwatch Age);
}
