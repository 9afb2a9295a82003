using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>
/// Has a guard begin whose dry run will not tell it to: the run that it stands beside is closed, reset or gone, or Temporal cannot get its workflow any
/// further. The guard watches too; this look does not rely on that.
/// </summary>
internal static class WaitingGuard
{
    /// <summary>Why the guard was told to begin; null where it has no need to be told.</summary>
    public static async Task<string?> BeginAsync(ITemporalClient client, RunRef run, DateTimeOffset now)
    {
        var id = WorkflowNames.TeardownId(run.WorkflowId);
        if (await DescribeAsync(client, id, runId: null) is not { WorkflowExecutionInfo: { Status: WorkflowExecutionStatus.Running, ParentExecution: { } parent } guard }
            || !Waits(guard.SearchAttributes)
            || StuckWorkflow.Describe(await DescribeAsync(client, parent.WorkflowId, parent.RunId), now) is not { } reason)
        {
            return null;
        }

        await client.GetWorkflowHandle(id, guard.Execution.RunId).SignalAsync("begin", [], new() { Rpc = new() { CancellationToken = CurrentActivity.Cancel } });
        return reason;
    }

    private static bool Waits(Temporalio.Api.Common.V1.SearchAttributes? attributes) =>
        attributes is null || !attributes.IndexedFields.TryGetValue(SearchAttributes.Phase.Name, out var phase) || phase.Data.ToStringUtf8() == $"\"{RunPhase.Preflight}\"";

    private static async Task<DescribeWorkflowExecutionResponse?> DescribeAsync(ITemporalClient client, string workflowId, string? runId)
    {
        try
        {
            return await client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = workflowId, RunId = runId ?? string.Empty } },
                new() { CancellationToken = CurrentActivity.Cancel });
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }
}
