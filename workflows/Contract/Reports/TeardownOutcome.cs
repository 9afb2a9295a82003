using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>How a teardown ended, as closed.json keeps it: nothing in the ledger is open.</summary>
public sealed record TeardownOutcome
{
    public required Ledger Ledger { get; init; }

    /// <summary>G-25 and G-21.</summary>
    public required IReadOnlyList<GateResult> Assertions { get; init; }

    /// <summary>Residuals the operator acknowledged; empty when all was removed.</summary>
    public IReadOnlyList<Residual> Acknowledged { get; init; } = [];

    /// <summary>Seconds from the first step to the last.</summary>
    public required double Seconds { get; init; }
}
