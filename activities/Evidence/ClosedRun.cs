using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>A run whose teardown has ended, with what became of each object.</summary>
internal sealed record ClosedRun
{
    public required RunRef Run { get; init; }

    public required Ledger Ledger { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }
}
