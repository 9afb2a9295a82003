using DotIuCutter.Temporal.Activities.Postgres.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>What G-10 looks at.</summary>
internal sealed record IdentityCheck
{
    public required DrRef Dr { get; init; }

    public required string ProductionSystemIdentifier { get; init; }
}
