namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Why a run does not go on now: a step whose last attempt failed, or came too early, and that Temporal tries again.</summary>
internal sealed record Wait
{
    /// <summary>Such as <c>provision.dump</c>.</summary>
    public required string Activity { get; init; }

    /// <summary>The attempt that comes next or is under way, from 2.</summary>
    public required int Attempt { get; init; }

    /// <summary>Absent where it is tried without end.</summary>
    public int? MostAttempts { get; init; }

    /// <summary>What the last attempt said.</summary>
    public required string Reason { get; init; }

    /// <summary>True where nothing failed: it is only not the run's turn.</summary>
    public bool Early { get; init; }

    /// <summary>Absent while the attempt is under way.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
