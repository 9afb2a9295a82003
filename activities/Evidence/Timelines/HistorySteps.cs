using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Api.History.V1;

namespace DotIuCutter.Temporal.Activities.Evidence.Timelines;

/// <summary>Makes steps of a history's events, seen one by one in their order. Pure.</summary>
internal sealed class HistorySteps
{
    /// <summary>The guard's wait for its dry run's end does nothing of the run.</summary>
    private const string Watch = "guard.watch";

    private readonly Dictionary<long, (string Step, DateTimeOffset At)> asked = [];
    private readonly Dictionary<long, int> attempts = [];
    private readonly List<TimelineStep> ended = [];

    /// <summary>Those with an end, in the order they ended.</summary>
    public IReadOnlyList<TimelineStep> Ended => ended;

    public void See(HistoryEvent seen)
    {
        switch (seen)
        {
            case { ActivityTaskScheduledEventAttributes: { ActivityType.Name: not Watch } scheduled }:
                asked[seen.EventId] = (scheduled.ActivityType.Name, seen.EventTime.ToDateTimeOffset());
                break;
            case { ActivityTaskStartedEventAttributes: { } started }:
                attempts[started.ScheduledEventId] = started.Attempt;
                break;
            case { ActivityTaskCompletedEventAttributes: { } completed }:
                End(seen, completed.ScheduledEventId, TimelineEnd.Completed);
                break;
            case { ActivityTaskFailedEventAttributes: { } failed }:
                End(seen, failed.ScheduledEventId, TimelineEnd.Failed);
                break;
            case { ActivityTaskTimedOutEventAttributes: { } timedOut }:
                End(seen, timedOut.ScheduledEventId, TimelineEnd.Failed);
                break;
            case { ActivityTaskCanceledEventAttributes: { } cancelled }:
                End(seen, cancelled.ScheduledEventId, TimelineEnd.Cancelled);
                break;
            default:
                break;
        }
    }

    private void End(HistoryEvent seen, long scheduled, TimelineEnd end)
    {
        if (!asked.TryGetValue(scheduled, out var known))
        {
            return;
        }

        var (step, at) = known;
        ended.Add(new TimelineStep
        {
            Step = step,
            StartedAt = at,
            Seconds = Math.Round((seen.EventTime.ToDateTimeOffset() - at).TotalSeconds, 3),
            Attempts = Math.Max(1, attempts.GetValueOrDefault(scheduled)),
            End = end,
        });
    }
}
