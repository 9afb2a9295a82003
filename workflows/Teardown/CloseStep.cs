namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>The teardown of this run has come to its end.</summary>
public sealed record CloseStep
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    /// <summary>Seconds from the first step to the last.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }
}
