using DotIuCutter.Temporal.Activities.Evidence.Timelines;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Common;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure;

public sealed class HistoryStepsTests
{
    [Theory]
    [InlineData("happy.dryrun", "preflight.g01-plan", "closure.report")]
    [InlineData("happy.teardown", "teardown.c04-identities", "teardown.close")]
    public void Every_activity_of_a_history_is_a_step(string name, string first, string last)
    {
        var history = Saved(name);
        var steps = Steps(history);
        Assert.Equal(history.Events.Count(e => e.ActivityTaskScheduledEventAttributes is { ActivityType.Name: not "guard.watch" }), steps.Count);
        Assert.Equal((first, last), (steps[0].Step, steps[^1].Step));
        Assert.All(steps, s => Assert.True(s is { Seconds: >= 0, Attempts: 1, End: TimelineEnd.Completed }, $"{s}"));
    }

    [Fact]
    public void A_step_that_was_stopped_is_no_completed_one() =>
        Assert.Contains(Steps(Saved("aborted-in-provisioning.dryrun")), s => s.End == TimelineEnd.Cancelled);

    [Fact]
    public void A_step_that_has_not_ended_is_none()
    {
        var history = Saved("happy.dryrun");
        var end = history.Events.Last(e => e.ActivityTaskCompletedEventAttributes is not null);
        Assert.DoesNotContain(Steps(history, e => e.EventId < end.EventId), s => s.Step == "closure.report");
    }

    private static IReadOnlyList<TimelineStep> Steps(WorkflowHistory history, Func<Temporalio.Api.History.V1.HistoryEvent, bool>? seen = null)
    {
        var steps = new HistorySteps();
        foreach (var found in history.Events.Where(seen ?? (_ => true)))
        {
            steps.See(found);
        }

        return steps.Ended;
    }

    private static WorkflowHistory Saved(string name) => WorkflowHistory.FromJson("saved", File.ReadAllText(Repository.File($"tests/Histories/{name}.json")));
}
