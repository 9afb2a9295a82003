using Temporalio.Api.Enums.V1;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>What Temporal's own history tells of a worker that was not there.</summary>
internal static class Attempts
{
    /// <summary>A step tried again, or a workflow task nobody took, after the fault; null when neither happened.</summary>
    public static string? AgainSince(FaultContext scene, DateTimeOffset struck)
    {
        var since = scene.Forward.Events.Concat(scene.Guard.Events).Where(e => e.EventTime.ToDateTimeOffset() >= struck).ToList();
        if (since.FirstOrDefault(e => e.ActivityTaskStartedEventAttributes is { Attempt: > 1 }) is { } again)
        {
            return $"a step took {again.ActivityTaskStartedEventAttributes.Attempt} attempts";
        }

        return since.FirstOrDefault(e => e.EventType == EventType.WorkflowTaskTimedOut) is { } lost ? $"workflow task {lost.EventId} timed out" : null;
    }

    /// <summary>How many events both workflows got after the fault.</summary>
    public static int EventsSince(FaultContext scene, DateTimeOffset struck) => scene.Forward.Events.Concat(scene.Guard.Events).Count(e => e.EventTime.ToDateTimeOffset() > struck);
}
