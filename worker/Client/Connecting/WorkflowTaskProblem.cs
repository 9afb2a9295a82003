using System.Text.Json;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Connecting;

/// <summary>An open workflow whose workflow task keeps failing: it stands still, and Temporal tries the task again for ever.</summary>
/// <param name="Attempt">Of its workflow task.</param>
/// <param name="Cause">As the server reports it, some time after the first failures; absent before, and always on servers before 1.30.</param>
internal sealed record WorkflowTaskProblem(string WorkflowId, int Attempt, string? Cause)
{
    private const string Reported = "TemporalReportedProblems";

    private const string CauseLabel = "cause=WorkflowTaskFailedCause";

    public string Text => $"the workflow task fails, attempt {Attempt}{(Cause is null ? "" : $" ({Cause})")}";

    public string Remedy => $"Look at the worker's log and at `temporal workflow show -w {WorkflowId}`. Run the worker of the version that this run began on.";

    /// <summary>Absent where the workflow goes on, or is closed.</summary>
    public static async Task<WorkflowTaskProblem?> FindAsync(ITemporalClient client, WorkflowExecution execution)
    {
        if (execution.Status != WorkflowExecutionStatus.Running)
        {
            return null;
        }

        try
        {
            var described = await client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = execution.Id, RunId = execution.RunId } });
            var attempt = described.PendingWorkflowTask?.Attempt ?? 0;
            var cause = described.WorkflowExecutionInfo.SearchAttributes?.IndexedFields.TryGetValue(Reported, out var told) == true ? CauseOf(told.Data.ToStringUtf8()) : null;
            return attempt > 1 || cause is not null ? new(execution.Id, Math.Max(attempt, 1), cause) : null;
        }
        catch (RpcException gone) when (gone.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <param name="reported">A JSON array of <c>category=…</c> and <c>cause=…</c>.</param>
    private static string CauseOf(string reported)
    {
        var parts = JsonSerializer.Deserialize<string[]>(reported) ?? [];
        return parts.FirstOrDefault(p => p.StartsWith(CauseLabel, StringComparison.Ordinal))?[CauseLabel.Length..] ?? string.Join(", ", parts);
    }
}
