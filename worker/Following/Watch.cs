using DotIuCutter.Temporal.Worker.Commands;
using DotIuCutter.Temporal.Worker.Connecting;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Ledgers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Following;

/// <summary>Looks at one DryRun and its Teardown. Whatever does not answer is silence, never the end of following.</summary>
internal sealed class Watch(ITemporalClient client, string runId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly string teardownId = Contract.TeardownId(runId);
    private bool guardKnown;

    /// <summary>Asks both workflows; what one of them said before is kept while it is silent.</summary>
    public async Task<Observation> LookAsync(Observation? before, bool runClosed)
    {
        var run = await AskAsync(client, runId);
        var status = run.Status ?? before?.Run;
        var handedOver = runClosed || status?.Phase is RunPhase.Teardown or RunPhase.TeardownStuck or RunPhase.Closure or RunPhase.Closed;
        var teardown = handedOver && await IsOursAsync() ? await AskAsync(client, teardownId) : new Answer(null);
        return new Observation
        {
            WorkflowId = runId,
            Run = status,
            Teardown = teardown.Status ?? before?.Teardown,
            Silence = run.Silence ?? teardown.Silence,
            Wait = teardown.Wait ?? run.Wait,
            Beat = teardown.Beat ?? run.Beat,
            RunClosed = runClosed,
        };
    }

    /// <summary>Null while Temporal does not say.</summary>
    public static async Task<WorkflowExecutionStatus?> StateAsync(ITemporalClient client, string workflowId)
    {
        try
        {
            return (await client.GetWorkflowHandle(workflowId).DescribeAsync(new() { Rpc = Quick() })).Status;
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            throw new OperatorError(
                $"'{workflowId}': expected Temporal to know it, found that it does not any more: its history is lost or was deleted. "
                + "Whatever the run made is named in its evidence folder: run `dryrun reconcile manifest.json`.", ExitCodes.Unknown);
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            return null;
        }
    }

    public static async Task<Answer> AskAsync(ITemporalClient client, string workflowId)
    {
        try
        {
            var status = await client.GetWorkflowHandle(workflowId).QueryAsync<RunStatus>("status", [], new() { Rpc = Quick() });
            var described = await client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = workflowId } }, Quick());
            return new Answer(status, Wait: await WaitOfAsync(client.Options.DataConverter, described), Beat: await BeatOfAsync(client.Options.DataConverter, described));
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            return new Answer(null);
        }
        catch (RpcException fault) when (fault.Code is RpcException.StatusCode.Unavailable)
        {
            return new Answer(null, $"Temporal did not answer ({TemporalFaults.FirstLine(fault.Message)}); the run goes on once it is back.");
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault) || fault.Code == RpcException.StatusCode.FailedPrecondition)
        {
            return new Answer(null, $"No worker answered for '{workflowId}': the run waits for one. Start `dryrun worker` on its task queue.");
        }
        catch (WorkflowQueryFailedException fault)
        {
            return new Answer(null, $"'{workflowId}' could not answer: {TemporalFaults.FirstLine(fault.Message)}.");
        }
    }

    /// <summary>An earlier run of the same id may have left a closed Teardown: only one started after this run is its guard.</summary>
    public async Task<bool> IsOursAsync()
    {
        if (guardKnown)
        {
            return true;
        }

        try
        {
            var run = await client.GetWorkflowHandle(runId).DescribeAsync(new() { Rpc = Quick() });
            var guard = await client.GetWorkflowHandle(teardownId).DescribeAsync(new() { Rpc = Quick() });
            guardKnown = guard.StartTime >= run.StartTime;
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound || TemporalFaults.IsOutage(fault))
        {
            guardKnown = false;
        }

        return guardKnown;
    }

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

    private static RpcOptions Quick() => new() { Timeout = Patience, Retry = false };
}
