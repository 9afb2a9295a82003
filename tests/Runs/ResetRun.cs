using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Resets a run as the Web UI's button does.</summary>
internal static class ResetRun
{
    /// <summary>To the end of its first so many workflow tasks, or of the last one.</summary>
    public static async Task ToTaskAsync(ITemporalClient client, WorkflowHandle handle, int tasks)
    {
        var ends = (await handle.FetchHistoryAsync()).Events.Where(e => e.EventType == EventType.WorkflowTaskCompleted).Select(e => e.EventId).ToList();
        await client.WorkflowService.ResetWorkflowExecutionAsync(new()
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = handle.Id, RunId = (await handle.DescribeAsync()).RunId },
            Reason = "planted",
            RequestId = $"{Guid.NewGuid()}",
            WorkflowTaskFinishEventId = ends[Math.Min(tasks, ends.Count) - 1],
        });
    }
}
