namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>A step that Temporal tries again, because its last attempt failed or came too early. The run waits for it.</summary>
internal sealed record PendingRetry
{
    /// <summary>The activity type, such as <c>provision.dump</c>.</summary>
    public required string Activity { get; init; }

    /// <summary>The attempt that comes next or is under way, from 2.</summary>
    public required int Attempt { get; init; }

    /// <summary>The limit of attempts; absent when there is none.</summary>
    public int? MostAttempts { get; init; }

    /// <summary>The message of the last attempt.</summary>
    public required string Reason { get; init; }

    /// <summary>True when nothing failed: the run only waits for its turn.</summary>
    public bool Early { get; init; }

    /// <summary>When the next attempt begins; absent while it is under way.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
