namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>How a run is followed, and when the command stops following it.</summary>
internal sealed record FollowOptions
{
    /// <summary>The time between two questions to Temporal.</summary>
    public required TimeSpan PollInterval { get; init; }

    /// <summary>True when the first Ctrl-C asks for an abort; otherwise Ctrl-C only ends the following.</summary>
    public bool MayAbort { get; init; }

    /// <summary>True when the command does not wait for a parked teardown.</summary>
    public bool LeaveParked { get; init; }

    /// <summary>How long the command waits for a teardown, parked or not; absent to wait for its end.</summary>
    public TimeSpan? TeardownDeadline { get; init; }
}
