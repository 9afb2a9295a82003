using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>What G-10 found.</summary>
internal sealed record IdentityVerdict
{
    public required GateResult Gate { get; init; }

    /// <summary>The DR's own, to be seen again on every connection (G-14).</summary>
    public required string SystemIdentifier { get; init; }
}
