namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>One step of a run as Temporal's history has it.</summary>
public sealed record TimelineStep
{
    /// <summary>The activity type, such as <c>provision.dump</c>; what stands before the dot is its phase.</summary>
    public required string Step { get; init; }

    /// <summary>When the workflow asked for it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From then to its end: waiting, every attempt and the pauses between them.</summary>
    public required double Seconds { get; init; }

    /// <summary>How often it was begun; 1 where nothing went wrong.</summary>
    public required int Attempts { get; init; }

    public required TimelineEnd End { get; init; }
}

public enum TimelineEnd
{
    Completed,

    /// <summary>Its retries were at their end.</summary>
    Failed,

    /// <summary>By an abort or a cancel.</summary>
    Cancelled,
}
