namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>What the scenario that comes next begins with, so that it need not wait for it.</summary>
public sealed record NextDatabaseRequest
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    /// <summary>A clone that has served and makes room; absent when there is none.</summary>
    public string? Drop { get; init; }

    /// <summary>Exact name of the clone to make; absent when no scenario that starts fresh comes next.</summary>
    public string? Database { get; init; }
}
