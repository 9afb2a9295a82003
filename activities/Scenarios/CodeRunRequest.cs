using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>One scenario's code, and where it runs.</summary>
internal sealed record CodeRunRequest
{
    public required DrTarget Target { get; init; }

    public required ScenarioCode Scenario { get; init; }

    public required Code Code { get; init; }

    /// <summary>Present for harness scenarios.</summary>
    public Harness? Harness { get; init; }

    public string? HarnessImageId { get; init; }

    public required string HarnessName { get; init; }

    public required string NetworkId { get; init; }
}
