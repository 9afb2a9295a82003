using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Asks Temporal what a closed workflow ended with. Null while Temporal does not answer.</summary>
internal sealed class ResultReader(ITemporalClient client)
{
    /// <param name="workflowId">A DryRun.</param>
    /// <param name="how">Temporal's word for it.</param>
    /// <param name="summary">What it answered last, since a cancelled workflow has no result.</param>
    public async Task<FollowResult?> RunAsync(string workflowId, WorkflowExecutionStatus how, ClosureSummary? summary) => how switch
    {
        WorkflowExecutionStatus.Canceled => FollowResults.Cancelled(summary),
        WorkflowExecutionStatus.Terminated => FollowResults.Unknown($"'{workflowId}' was terminated from outside; no verdict of it is known."),
        WorkflowExecutionStatus.TimedOut => FollowResults.Unknown($"'{workflowId}' ran into a timeout set by whoever started it; no verdict of it is known."),
        _ => await ResultAsync<ClosureSummary>(workflowId, FollowResults.From),
    };

    public Task<FollowResult?> TeardownAsync(string teardownId) => ResultAsync<TeardownOutcome>(teardownId, FollowResults.Torn);

    private async Task<FollowResult?> ResultAsync<T>(string workflowId, Func<T, FollowResult> read)
    {
        try
        {
            return read(await client.GetWorkflowHandle(workflowId).GetResultAsync<T>());
        }
        catch (WorkflowFailedException fault)
        {
            return FollowResults.Failed(fault);
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            return null;
        }
    }
}
