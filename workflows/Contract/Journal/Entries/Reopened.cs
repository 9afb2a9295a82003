using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>Something of a closed run stands on the engine again: the run is open until its next teardown has ended.</summary>
public sealed record Reopened : JournalEntry
{
    /// <summary>G-23, looked at again: red, with every object by name and id.</summary>
    public required GateResult Found { get; init; }
}
