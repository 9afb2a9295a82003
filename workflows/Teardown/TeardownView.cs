using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>The run as its host knows it.</summary>
public sealed record TeardownView
{
    public required RunRef Run { get; init; }

    public required Ledger Ledger { get; init; }

    /// <summary>What teardown could not remove or read so far, by the journal.</summary>
    public IReadOnlyList<Residual> Residuals { get; init; } = [];

    /// <summary>Ids of assertions that could not be read and for which the operator answers.</summary>
    public IReadOnlyList<string> AcknowledgedAssertions { get; init; } = [];
}
