using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>What G-01 found of a plan.</summary>
internal sealed record PlanVerdict
{
    public required GateResult Gate { get; init; }

    /// <summary>Present when the gate is green, as is its digest.</summary>
    public Plan? Plan { get; init; }

    public string? Sha256 { get; init; }
}
