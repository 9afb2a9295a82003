using Temporalio.Api.History.V1;
using Temporalio.Common;

namespace DotIuCutter.Temporal.Tests.Scale;

/// <summary>How long a run took, and each of its steps from when it was asked for until it was done, by Temporal's clock.</summary>
internal sealed record StepTimes
{
    public required double Seconds { get; init; }

    public required IReadOnlyList<(string Step, double Milliseconds)> Steps { get; init; }

    public static StepTimes Of(WorkflowHistory history)
    {
        var asked = history.Events.Where(e => e.ActivityTaskScheduledEventAttributes is not null).ToDictionary(e => e.EventId);
        return new StepTimes
        {
            Seconds = Between(history.Events.First(), history.Events.Last()).TotalSeconds,
            Steps =
            [
                .. from done in history.Events
                   where done.ActivityTaskCompletedEventAttributes is not null
                   let began = asked[done.ActivityTaskCompletedEventAttributes.ScheduledEventId]
                   select (began.ActivityTaskScheduledEventAttributes.ActivityType.Name, Between(began, done).TotalMilliseconds),
            ],
        };
    }

    private static TimeSpan Between(HistoryEvent from, HistoryEvent to) => to.EventTime.ToDateTimeOffset() - from.EventTime.ToDateTimeOffset();
}
