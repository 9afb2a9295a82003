using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>The outcome of making one object: its id, or why it was not made.</summary>
internal sealed record Creation
{
    /// <summary>64 hex digits; for a volume its name, for a directory its path. Absent when refused.</summary>
    public string? Id { get; init; }

    /// <summary>A red G-04 when the exact name carries something that is not ours. Absent when made or adopted.</summary>
    public GateResult? Refused { get; init; }
}
