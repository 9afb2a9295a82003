using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Ledgers;

/// <summary>What was left and the operator answers for: objects of the ledger, and assertions that could not be read. Pure.</summary>
public static class AcknowledgedResiduals
{
    public static IReadOnlyList<Residual> Find(Ledger ledger, IReadOnlyList<GateResult> gates, IReadOnlyList<JournalEntry> entries) =>
    [
        .. ledger.Acknowledged(),
        .. Assertions(entries).Select(a => Assertion(a, gates)),
    ];

    /// <summary>The operator's answers for assertions, the first one of each.</summary>
    public static IReadOnlyList<Acknowledged> Assertions(IReadOnlyList<JournalEntry> entries) =>
        [.. entries.OfType<Acknowledged>().Where(a => Gate.Find(a.Residual) is not null).DistinctBy(a => a.Residual)];

    private static Residual Assertion(Acknowledged answer, IReadOnlyList<GateResult> gates)
    {
        var gate = gates.LastOrDefault(g => g.Gate.Id == answer.Residual);
        return OpenResiduals.Unread(Gate.Find(answer.Residual)!, gate?.Subject, gate?.Found) with { Acknowledged = answer.Reason };
    }
}
