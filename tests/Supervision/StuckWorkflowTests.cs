using DotIuCutter.Temporal.Activities.Supervision;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DotIuCutter.Temporal.Tests.Supervision;

public sealed class StuckWorkflowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_that_is_gone_or_closed_does_not_come_to_its_teardown()
    {
        Assert.Contains("does not know", StuckWorkflow.Describe(null, Now), StringComparison.Ordinal);
        Assert.Contains("terminated", StuckWorkflow.Describe(new() { WorkflowExecutionInfo = new() { Status = WorkflowExecutionStatus.Terminated } }, Now), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(4, 60, false)]
    [InlineData(50, 9.9, false)]
    [InlineData(5, 10, true)]
    [InlineData(50, 600, true)]
    public void A_run_whose_workflow_task_keeps_failing_is_stuck_after_a_bounded_time(int attempts, double minutes, bool stuck)
    {
        var run = new DescribeWorkflowExecutionResponse { WorkflowExecutionInfo = new() { Status = WorkflowExecutionStatus.Running } };
        if (attempts > 0)
        {
            run.PendingWorkflowTask = new() { Attempt = attempts, OriginalScheduledTime = Timestamp.FromDateTimeOffset(Now.AddMinutes(-minutes)) };
        }

        Assert.Equal(stuck, StuckWorkflow.Describe(run, Now) is not null);
    }
}
