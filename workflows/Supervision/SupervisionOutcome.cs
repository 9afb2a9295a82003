namespace DotIuCutter.Temporal.Workflows.Supervision;

/// <summary>What one supervision found and did.</summary>
public sealed record SupervisionOutcome
{
    /// <summary>Every open manifest, oldest first.</summary>
    public required IReadOnlyList<SupervisedRun> Runs { get; init; }

    public required IReadOnlyList<UnreadableRun> Unreadable { get; init; }

    /// <summary>Why it is not known whether something of a closed run is on the engine again; absent when it is.</summary>
    public string? NotLooked { get; init; }
}
