using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>Teardown has ended: nothing of the run is open any more.</summary>
public sealed record TornDown : JournalEntry
{
    /// <summary>Clean, or with residuals that the operator acknowledged.</summary>
    public required TeardownVerdict Verdict { get; init; }

    /// <summary>Seconds from the first step to the last.</summary>
    public required double Seconds { get; init; }
}
