using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Asks one DryRun and its Teardown how they stand. A workflow that does not answer never ends the following.</summary>
internal sealed class RunObserver(ITemporalClient client, string runId)
{
    private readonly StatusPoller runPoller = new(client, runId);
    private readonly StatusPoller teardownPoller = new(client, WorkflowNames.TeardownId(runId));
    private bool guardKnown;

    /// <summary>Asks both workflows. While one of them does not answer, its last answer is kept.</summary>
    public async Task<Observation> ObserveAsync(Observation? before, bool runClosed)
    {
        var run = await runPoller.AskAsync();
        var status = run.Status ?? before?.Run;
        var handedOver = runClosed || status?.Phase is RunPhase.Teardown or RunPhase.TeardownStuck or RunPhase.Closure or RunPhase.Closed;
        var teardown = handedOver && await HasGuardAsync() ? await teardownPoller.AskAsync() : new StatusAnswer(null);
        return new Observation
        {
            WorkflowId = runId,
            Run = status,
            Teardown = teardown.Status ?? before?.Teardown,
            NoAnswer = run.NoAnswer ?? teardown.NoAnswer,
            Wait = teardown.Wait ?? run.Wait,
            Heartbeat = teardown.Heartbeat ?? run.Heartbeat,
            RunClosed = runClosed,
        };
    }

    /// <summary>Temporal's state of a workflow; null while Temporal does not answer.</summary>
    public static async Task<WorkflowExecutionStatus?> StateAsync(ITemporalClient client, string workflowId)
    {
        try
        {
            return (await client.GetWorkflowHandle(workflowId).DescribeAsync(new() { Rpc = StatusPoller.ShortTimeout() })).Status;
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            throw new OperatorError(
                $"Temporal does not know '{workflowId}' any more: its history is lost or was deleted. "
                + "The evidence folder names everything the run made: run `dryrun reconcile manifest.json`.", ExitCodes.Unknown);
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            return null;
        }
    }

    /// <summary>True when the Teardown of this id belongs to this run. An earlier run of the same id may have left a closed one, which started before this run.</summary>
    public async Task<bool> HasGuardAsync()
    {
        if (guardKnown)
        {
            return true;
        }

        try
        {
            var run = await client.GetWorkflowHandle(runId).DescribeAsync(new() { Rpc = StatusPoller.ShortTimeout() });
            var guard = await client.GetWorkflowHandle(teardownPoller.WorkflowId).DescribeAsync(new() { Rpc = StatusPoller.ShortTimeout() });
            guardKnown = guard.StartTime >= run.StartTime;
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound || TemporalFaults.IsOutage(fault))
        {
            guardKnown = false;
        }

        return guardKnown;
    }
}
