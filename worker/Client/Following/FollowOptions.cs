namespace DotIuCutter.Temporal.Worker.Client.Following;

internal sealed record FollowOptions
{
    public required TimeSpan LookEvery { get; init; }

    /// <summary>True where Ctrl-C asks for an abort first; else it only ends the following.</summary>
    public bool MayAbort { get; init; }

    /// <summary>True where a parked teardown is not waited for.</summary>
    public bool LeaveParked { get; init; }

    /// <summary>How long a teardown is waited for, parked or not; absent where it is waited for to its end.</summary>
    public TimeSpan? TeardownDeadline { get; init; }
}
