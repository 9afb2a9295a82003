namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Asks what a scenario left, and for its gates.</summary>
public sealed record RecordRequest
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>The database the scenario worked in.</summary>
    public required string Database { get; init; }

    /// <summary>How its code ended.</summary>
    public required ScenarioRun Code { get; init; }
}
