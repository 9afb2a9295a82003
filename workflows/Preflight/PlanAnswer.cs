using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>G-01's answer.</summary>
public sealed record PlanAnswer
{
    public required GateAnswer Gate { get; init; }

    /// <summary>Present when the gate is green.</summary>
    public AcceptedPlan? Plan { get; init; }
}
