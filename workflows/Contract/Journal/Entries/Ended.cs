using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>How the forward part of the run came to its end, as its workflow saw it.</summary>
public sealed record Ended : JournalEntry
{
    public required RunEnd End { get; init; }

    /// <summary>When the workflow closed the run.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it was aborted, or what failed for good; absent for the other ends.</summary>
    public string? Detail { get; init; }

    /// <summary>Every stop for somebody to look.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];
}
