namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>How one scenario stands while its run goes on.</summary>
public sealed record ScenarioStatus
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ScenarioState State { get; init; }

    /// <summary>The first gate that is not green and what it found; absent where there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>The code's own run time; 0 before it has ended.</summary>
    public double Seconds { get; init; }
}
