using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>What is run, and nothing of what is expected of it.</summary>
internal sealed record ScenarioCode
{
    public required string Id { get; init; }

    public required int TimeoutSeconds { get; init; }

    /// <summary>Present for a command in the harness container.</summary>
    public HarnessCommand? Harness { get; init; }

    /// <summary>Present for statements run by the worker.</summary>
    public SqlStatements? Sql { get; init; }

    public static ScenarioCode From(Scenario scenario) =>
        new() { Id = scenario.Id, TimeoutSeconds = scenario.TimeoutSeconds, Harness = scenario.Harness, Sql = scenario.Sql };
}
