using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>What the <c>Teardown</c> workflow returns: nothing in the ledger is open.</summary>
public sealed record TeardownSummary
{
    public required Ledger Ledger { get; init; }

    /// <summary>G-25 and G-21.</summary>
    public required IReadOnlyList<GateAnswer> Assertions { get; init; }

    /// <summary>Residuals the operator acknowledged; empty when all was removed.</summary>
    public IReadOnlyList<Residual> Acknowledged { get; init; } = [];

    /// <summary>Seconds from the first step to the last.</summary>
    public required double Seconds { get; init; }

    /// <summary>True where the teardown began without a word of its dry run: that was reset or had ended, or somebody cancelled the guard.</summary>
    public bool Unasked { get; init; }
}
