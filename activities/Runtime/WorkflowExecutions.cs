using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>What Temporal says of a workflow's execution.</summary>
internal static class WorkflowExecutions
{
    /// <summary>The latest of its id, where none is named. False also where there is none.</summary>
    public static async Task<bool> IsOpenAsync(ITemporalClient client, string workflowId, string? executionId = null)
    {
        try
        {
            var found = await client.GetWorkflowHandle(workflowId, executionId).DescribeAsync(new() { Rpc = new RpcOptions { CancellationToken = CurrentActivity.Cancel } });
            return found.CloseTime is null;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return false;
        }
    }
}
