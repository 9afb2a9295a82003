namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Asks for the code of one scenario to be run in one database. What the code is, the plan on the host says.</summary>
public sealed record ScenarioRequest
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    public required string ScenarioId { get; init; }

    public required string Database { get; init; }
}
