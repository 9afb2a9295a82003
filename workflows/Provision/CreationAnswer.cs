using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>What making one object came to: its entries in the ledger, or why it was not made.</summary>
public sealed record CreationAnswer
{
    /// <summary>The object as it stands now; empty when refused.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];

    /// <summary>Red G-04 where a Docker name is taken, red G-05 where a directory is not the run's, red G-06 where the code cannot be exported. Absent when made or adopted.</summary>
    public GateAnswer? Refused { get; init; }
}
