using DotIuCutter.Temporal.Worker.Connecting;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Following;

/// <summary>Asks Temporal what a closed workflow ended with. Null while Temporal does not answer.</summary>
internal sealed class Ended(ITemporalClient client)
{
    /// <param name="workflowId">A DryRun.</param>
    /// <param name="how">Temporal's word for it.</param>
    /// <param name="summary">What it answered last, since a cancelled workflow has no result.</param>
    public async Task<Ending?> RunAsync(string workflowId, WorkflowExecutionStatus how, ClosureSummary? summary) => how switch
    {
        WorkflowExecutionStatus.Canceled => Endings.Cancelled(summary),
        WorkflowExecutionStatus.Terminated => Endings.Unknown($"'{workflowId}' was terminated from outside; no verdict of it is known."),
        WorkflowExecutionStatus.TimedOut => Endings.Unknown($"'{workflowId}' ran into a timeout set by whoever started it; no verdict of it is known."),
        _ => await ResultAsync<ClosureSummary>(workflowId, Endings.Of),
    };

    public Task<Ending?> TeardownAsync(string teardownId) => ResultAsync<TeardownOutcome>(teardownId, Endings.Torn);

    private async Task<Ending?> ResultAsync<T>(string workflowId, Func<T, Ending> read)
    {
        try
        {
            return read(await client.GetWorkflowHandle(workflowId).GetResultAsync<T>());
        }
        catch (WorkflowFailedException fault)
        {
            return Endings.Failed(fault);
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            return null;
        }
    }
}
