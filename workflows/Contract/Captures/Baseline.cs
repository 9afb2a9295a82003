namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>What was captured before anything was created, and what teardown compares with; part of manifest.json.</summary>
public sealed record Baseline
{
    public required EngineCapture Engine { get; init; }

    public required IReadOnlyList<ContainerCapture> Protected { get; init; }

    public required CodeCapture Code { get; init; }

    public required ProductionCapture Production { get; init; }
}
