using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Looks at one DryRun and its Teardown. Whatever does not answer is silence, never the end of following.</summary>
internal sealed class Watch(ITemporalClient client, string runId)
{
    private readonly StatusPoller ofRun = new(client, runId);
    private readonly StatusPoller ofTeardown = new(client, WorkflowNames.TeardownId(runId));
    private bool guardKnown;

    /// <summary>Asks both workflows; what one of them said before is kept while it is silent.</summary>
    public async Task<Observation> LookAsync(Observation? before, bool runClosed)
    {
        var run = await ofRun.AskAsync();
        var status = run.Status ?? before?.Run;
        var handedOver = runClosed || status?.Phase is RunPhase.Teardown or RunPhase.TeardownStuck or RunPhase.Closure or RunPhase.Closed;
        var teardown = handedOver && await IsOursAsync() ? await ofTeardown.AskAsync() : new StatusAnswer(null);
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
            return (await client.GetWorkflowHandle(workflowId).DescribeAsync(new() { Rpc = StatusPoller.Quick() })).Status;
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

    /// <summary>An earlier run of the same id may have left a closed Teardown: only one started after this run is its guard.</summary>
    public async Task<bool> IsOursAsync()
    {
        if (guardKnown)
        {
            return true;
        }

        try
        {
            var run = await client.GetWorkflowHandle(runId).DescribeAsync(new() { Rpc = StatusPoller.Quick() });
            var guard = await client.GetWorkflowHandle(ofTeardown.WorkflowId).DescribeAsync(new() { Rpc = StatusPoller.Quick() });
            guardKnown = guard.StartTime >= run.StartTime;
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound || TemporalFaults.IsOutage(fault))
        {
            guardKnown = false;
        }

        return guardKnown;
    }
}
