using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Ledgers;

/// <summary>The ledger of a run: its manifest's objects, and what its journal says became of each. Pure.</summary>
public static class LedgerDerivation
{
    public static Ledger Derive(Manifest manifest, IEnumerable<JournalEntry> entries) => entries.Aggregate(Ledger.Begin(manifest), Apply);

    private static Ledger Apply(Ledger ledger, JournalEntry entry) => entry switch
    {
        Created { Kind: var kind, Name: var name, Id: var id } => ledger.Created(kind, name, id),
        Identified { Capture: var capture } => ledger.Reappeared(capture),
        Removed { Result: var result } => ledger.WithOutcomes(result),
        Acknowledged { Residual: var residual, Reason: var reason } => ledger.Acknowledge(residual, reason),
        _ => ledger,
    };
}
