using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>The last entry before the evidence is sealed: the run's verdicts.</summary>
public sealed record Closed : JournalEntry
{
    public required Verdicts Verdicts { get; init; }

    /// <summary>True iff the net-zero assertion holds in every part.</summary>
    public required bool CleanlyClosed { get; init; }

    public required int ExitCode { get; init; }
}
