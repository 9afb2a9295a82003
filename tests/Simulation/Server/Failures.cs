using Api = Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>Failures as the server and core write them into history.</summary>
internal static class Failures
{
    public static Failure Activity(ActivityTask task, Failure cause, RetryState state) => new()
    {
        Message = "Activity task failed",
        ActivityFailureInfo = new ActivityFailureInfo
        {
            ActivityId = task.Id,
            ActivityType = new Api.ActivityType { Name = task.Type },
            RetryState = state,
        },
        Cause = cause,
    };

    public static Failure Timeout(TimeoutType type) => new()
    {
        Message = $"activity {type} timeout",
        TimeoutFailureInfo = new TimeoutFailureInfo { TimeoutType = type },
    };

    public static Failure Canceled() => new() { Message = "Activity cancelled", CanceledFailureInfo = new CanceledFailureInfo() };

    public static Failure Child(Execution child, Failure cause) => new()
    {
        Message = "Child Workflow execution failed",
        ChildWorkflowExecutionFailureInfo = new ChildWorkflowExecutionFailureInfo
        {
            Namespace = SimulatedTemporal.Namespace,
            WorkflowExecution = new Api.WorkflowExecution { WorkflowId = child.WorkflowId, RunId = child.RunId },
            WorkflowType = new Api.WorkflowType { Name = child.Type },
            RetryState = RetryState.NonRetryableFailure,
        },
        Cause = cause,
    };

    public static Failure Terminated() => new() { Message = "terminated", TerminatedFailureInfo = new TerminatedFailureInfo() };

    public static Failure NobodyToSignal() => new()
    {
        Message = "Unable to signal external workflow because it was not found",
        ApplicationFailureInfo = new ApplicationFailureInfo(),
    };
}
