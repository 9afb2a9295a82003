using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Ledgers;

/// <summary>Teardown's assertions (G-25, G-21) as residuals where they could not be read. Pure.</summary>
public static class OpenResiduals
{
    /// <summary>What teardown could not remove or read so far, by the journal.</summary>
    public static IReadOnlyList<Residual> Find(Ledger ledger, IReadOnlyList<GateResult> gates, IReadOnlyList<JournalEntry> entries) =>
    [
        .. ledger.Residuals(),
        .. Unread(
            gates.Where(g => g.Gate == Gate.ProtectedUnchanged || g.Gate == Gate.ProductionUnchanged).Select(GateAnswer.From),
            AcknowledgedResiduals.Assertions(entries).Select(a => a.Residual).ToHashSet()),
    ];

    /// <summary>The assertions that could not be read and for which no operator answers.</summary>
    public static IReadOnlyList<Residual> Unread(IEnumerable<GateAnswer> assertions, IReadOnlySet<string> acknowledged) =>
        [.. assertions.Where(g => g.State == GateState.Unknown && !acknowledged.Contains(g.Gate.Id)).Select(g => Unread(g.Gate, g.Subject, g.Found))];

    public static Residual Unread(Gate gate, string? subject, string? found) => new()
    {
        Kind = ObjectKind.Assertion,
        Name = gate.Id,
        Reason = $"{subject} could not be read: {found}",
        Remedy = RemovalCommand.For(ObjectKind.Assertion, gate.Id, null),
    };
}
