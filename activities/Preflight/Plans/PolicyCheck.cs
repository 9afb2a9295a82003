using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>What G-31 judges.</summary>
internal sealed record PolicyCheck
{
    /// <summary>A valid plan, as it was written.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Its digest.</summary>
    public required string Sha256 { get; init; }
}
