namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>What is around the server: the worker's activities, and whoever watches.</summary>
internal interface IWorld
{
    /// <summary>A workflow has asked for an activity.</summary>
    void Scheduled(ActivityTask task);

    /// <summary>A workflow asks for the cancel of an activity that is not over.</summary>
    void CancelRequested(ActivityTask task);

    /// <summary>The worker takes an attempt up; it answers by <see cref="SimulatedTemporal.Complete"/> and its like, at once or later.</summary>
    void Take(TaskAttempt attempt);

    /// <summary>The attempts of a worker that was killed: none of them answers any more.</summary>
    void Killed(IReadOnlyList<TaskAttempt> attempts);

    /// <summary>A workflow task was recorded; its search attributes and its state may have changed.</summary>
    void Recorded(Execution execution);

    /// <summary>Whether history is so long that the workflow should continue as new.</summary>
    bool Long(Execution execution);
}
