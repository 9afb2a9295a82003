using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>What became of a scenario. Its effects are in the journal.</summary>
public sealed record ScenarioAnswer
{
    /// <summary>G-15 to G-20.</summary>
    public required IReadOnlyList<GateAnswer> Gates { get; init; }
}
