using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Asks for a scenario's database and the marks its effects are measured from.</summary>
public sealed record PrepareRequest
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>Exact name of the database to make (fresh) or to go on with (continue).</summary>
    public required string Database { get; init; }

    public required ScenarioStart Start { get; init; }

    /// <summary>Of the clone that was made ahead (<see cref="NextDatabase.Version"/>); absent when there is none. One that is not as it was made is made again.</summary>
    public string? Version { get; init; }

    /// <summary>The clone of the scenario before, dropped first where this one makes its own; absent when there is none.</summary>
    public string? Drop { get; init; }
}
