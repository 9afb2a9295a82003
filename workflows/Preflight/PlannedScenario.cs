using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>A scenario as its workflow knows it.</summary>
public sealed record PlannedScenario
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ScenarioStart Start { get; init; }
}
