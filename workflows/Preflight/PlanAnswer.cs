using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>G-01's answer, and G-31's where G-01 is green.</summary>
public sealed record PlanAnswer
{
    public required GateAnswer Gate { get; init; }

    /// <summary>G-31: whether the host permits the plan.</summary>
    public GateAnswer? Policy { get; init; }

    /// <summary>Present when G-01 is green.</summary>
    public AcceptedPlan? Plan { get; init; }
}
