using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>One scenario's code, and where it runs.</summary>
internal sealed record CodeRunRequest
{
    public required DrTarget Target { get; init; }

    public required ScenarioCode Scenario { get; init; }

    /// <summary>The accepted commit's files on the host.</summary>
    public required string CodeDirectory { get; init; }

    /// <summary>Where the harness finds them: the plan's <c>code.mountAt</c>.</summary>
    public required string MountAt { get; init; }

    /// <summary>Present for harness scenarios.</summary>
    public Harness? Harness { get; init; }

    public string? HarnessImageId { get; init; }

    public required string HarnessName { get; init; }

    public required string NetworkId { get; init; }
}
