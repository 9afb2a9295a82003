using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>
/// Asks one workflow, again and again, for its status. That changes with its history only, so it is asked for where there is more history than before, and now and
/// then, since nobody may be there to answer any more. To look whether there is more costs the server a fraction.
/// </summary>
internal sealed class StatusPoller(ITemporalClient client, string workflowId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    private Said? latest;

    public string WorkflowId => workflowId;

    public async Task<StatusAnswer> AskAsync()
    {
        try
        {
            var described = await client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = workflowId } }, Quick());
            var info = described.WorkflowExecutionInfo;
            if (latest is not { } said || said.RunId != info.Execution.RunId || said.Events != info.HistoryLength || said.Since.Elapsed > Trust)
            {
                var status = await client.GetWorkflowHandle(workflowId).QueryAsync<RunStatus>("status", [], new() { Rpc = Quick() });
                latest = said = new Said(info.Execution.RunId, info.HistoryLength, status, Stopwatch.StartNew());
            }

            return new StatusAnswer(said.Status, Wait: await WaitOfAsync(client.Options.DataConverter, described), Beat: await BeatOfAsync(client.Options.DataConverter, described));
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
            return new StatusAnswer(null, $"No worker answered for '{workflowId}': the run waits for one. Start `dryrun worker` on its task queue.");
        }
        catch (WorkflowQueryFailedException fault)
        {
            return new StatusAnswer(null, $"'{workflowId}' could not answer: {TemporalFaults.FirstLine(fault.Message)}.");
        }
    }

    internal static RpcOptions Quick() => new() { Timeout = Patience, Retry = false };

    private static async Task<Wait?> WaitOfAsync(DataConverter converter, DescribeWorkflowExecutionResponse described) =>
        described.PendingActivities.FirstOrDefault(a => a is { Attempt: > 1, LastFailure: not null }) is { } pending
            ? new Wait
            {
                Activity = pending.ActivityType.Name,
                Attempt = pending.Attempt,
                MostAttempts = pending.MaximumAttempts > 0 ? pending.MaximumAttempts : null,
                Reason = TemporalFaults.FirstLine((await converter.ToExceptionAsync(pending.LastFailure)).Message),
                Early = pending.LastFailure.ApplicationFailureInfo?.Category == ApplicationErrorCategory.Benign,
                NextAt = pending.State == PendingActivityState.Scheduled ? pending.ScheduledTime?.ToDateTimeOffset() : null,
            }
            : null;

    /// <summary>Of all that goes on side by side.</summary>
    private static async Task<string?> BeatOfAsync(DataConverter converter, DescribeWorkflowExecutionResponse described)
    {
        List<string> beats = [];
        foreach (var pending in described.PendingActivities.Where(a => a is { State: PendingActivityState.Started, HeartbeatDetails.Payloads_.Count: > 0 }))
        {
            beats.Add(await converter.ToValueAsync<string>(pending.HeartbeatDetails.Payloads_[0]));
        }

        return beats.Count == 0 ? null : string.Join("; ", beats);
    }

    /// <param name="RunId">Of the execution that said it.</param>
    /// <param name="Events">The length of its history before it did.</param>
    /// <param name="Status">What it said.</param>
    /// <param name="Since">When.</param>
    private sealed record Said(string RunId, long Events, RunStatus Status, Stopwatch Since);
}
