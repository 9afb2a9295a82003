using DotIuCutter.Temporal.Activities.Postgres.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Isolation;

/// <summary>What G-12 looks at.</summary>
internal sealed record IsolationCheck
{
    public required DrRef Dr { get; init; }

    public required string NetworkId { get; init; }

    /// <summary>Production's container; absent where it is not in this Docker.</summary>
    public string? ProductionContainer { get; init; }
}
