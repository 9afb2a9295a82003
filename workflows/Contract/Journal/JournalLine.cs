using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal;

/// <summary>One line of journal.ndjson. Each names the digest of the line before it, so that none can be changed, dropped or moved unnoticed.</summary>
public sealed record JournalLine
{
    /// <summary>1 for the first line; one more for each that follows.</summary>
    public required long Number { get; init; }

    /// <summary>The host's clock when the line was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the line before, without its line feed; 64 zeros in the first line.</summary>
    public required string Previous { get; init; }

    public required JournalEntry Entry { get; init; }
}
