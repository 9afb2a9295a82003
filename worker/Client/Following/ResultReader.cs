using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Reads the result of a closed workflow from Temporal. Returns null while Temporal does not answer.</summary>
internal sealed class ResultReader(ITemporalClient client)
{
    /// <param name="workflowId">The id of a DryRun.</param>
    /// <param name="status">How Temporal says that it ended.</param>
    /// <param name="summary">The last summary it answered with; a cancelled workflow has no result.</param>
    public async Task<FollowResult?> RunAsync(string workflowId, WorkflowExecutionStatus status, ClosureSummary? summary) => status switch
    {
        WorkflowExecutionStatus.Canceled => FollowResults.FromCancel(summary),
        WorkflowExecutionStatus.Terminated => FollowResults.Unknown($"'{workflowId}' was terminated from outside, so its verdict is unknown."),
        WorkflowExecutionStatus.TimedOut => FollowResults.Unknown($"'{workflowId}' ran into the timeout it was started with, so its verdict is unknown."),
        _ => await ResultAsync<ClosureSummary>(workflowId, FollowResults.From),
    };

    public Task<FollowResult?> TeardownAsync(string teardownId) => ResultAsync<TeardownSummary>(teardownId, FollowResults.FromTeardown);

    private async Task<FollowResult?> ResultAsync<T>(string workflowId, Func<T, FollowResult> read)
    {
        try
        {
            return read(await client.GetWorkflowHandle(workflowId).GetResultAsync<T>());
        }
        catch (WorkflowFailedException fault)
        {
            return FollowResults.FromFailure(fault);
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            return null;
        }
    }
}
