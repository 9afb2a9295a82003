using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The outcome of making one object: its id, or why it was not made.</summary>
internal sealed record CreationResult
{
    /// <summary>64 hex digits; for a volume its name, for a directory its path. Absent when refused.</summary>
    public string? Id { get; init; }

    /// <summary>What was exported into it; present for the work directory.</summary>
    public CodeExport? Export { get; init; }

    /// <summary>Why it was not made: red G-04 where a Docker name is taken, red G-05 where a directory is not ours, red G-06 where the code cannot be exported. Absent when made or adopted.</summary>
    public GateResult? Refused { get; init; }
}
