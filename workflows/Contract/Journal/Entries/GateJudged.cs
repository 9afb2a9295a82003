using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>A gate was read. The last answer of a gate, and of a scenario where it belongs to one, counts.</summary>
public sealed record GateJudged : JournalEntry
{
    public required GateResult Result { get; init; }
}
