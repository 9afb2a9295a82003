using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>A part of making the copy was measured. Each entry has what one step measured; the last one of each kind counts.</summary>
public sealed record Copied : JournalEntry
{
    /// <summary>The DR's own system identifier (G-10).</summary>
    public string? DrSystemIdentifier { get; init; }

    public DumpRecord? Dump { get; init; }

    public RetainedDump? Retained { get; init; }

    public RestoreRecord? Restore { get; init; }
}
