using System.Globalization;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>Whether a dry run will ever come to its own teardown, by what Temporal says of it. Pure.</summary>
internal static class StuckWorkflow
{
    /// <summary>A workflow task is tried three times at once, then after 5, 10, 20 s and so on: fewer attempts are an upgrade or a busy host.</summary>
    public const int FewestAttempts = 5;

    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Why it will not; null where it may.</summary>
    /// <param name="run">Absent where Temporal does not know the run.</param>
    /// <param name="now">The time of this look.</param>
    public static string? Describe(DescribeWorkflowExecutionResponse? run, DateTimeOffset now) => run switch
    {
        null => "Temporal does not know its dry run any more",
        { WorkflowExecutionInfo.Status: not WorkflowExecutionStatus.Running } => $"its dry run is {run.WorkflowExecutionInfo.Status.ToString().ToLowerInvariant()}",
        { PendingWorkflowTask: { Attempt: >= FewestAttempts, OriginalScheduledTime: { } since } task } when now - since.ToDateTimeOffset() >= Longest => string.Create(
            CultureInfo.InvariantCulture, $"the workflow task of its dry run has failed {task.Attempt - 1} times since {since.ToDateTimeOffset():u}"),
        _ => null,
    };
}
