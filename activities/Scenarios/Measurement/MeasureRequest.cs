using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios.Measurement;

/// <summary>What a scenario left, to be measured.</summary>
internal sealed record MeasureRequest
{
    public required DrTarget Target { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>Exact name of the harness container, which must be gone.</summary>
    public required string HarnessName { get; init; }

    /// <summary>Where to look for sessions.</summary>
    public required ProductionSource Production { get; init; }
}
