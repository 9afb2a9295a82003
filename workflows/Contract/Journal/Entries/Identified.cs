using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>The engine was asked what of the run exists (C-04): before the DR is used, and before and after each walk of teardown.</summary>
public sealed record Identified : JournalEntry
{
    public required DrCapture Capture { get; init; }
}
