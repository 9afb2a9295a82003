using DotIuCutter.Temporal.Workflows.Contract.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

namespace DotIuCutter.Temporal.Workflows.Journal;

/// <summary>What reading a journal came to.</summary>
public sealed record JournalReading
{
    /// <summary>A journal without a line.</summary>
    public static JournalReading Empty { get; } = new() { Lines = [], Last = JournalChain.Origin };

    /// <summary>Every line up to the first problem.</summary>
    public required IReadOnlyList<JournalLine> Lines { get; init; }

    /// <summary>Digest of the last of <see cref="Lines"/>; what the next line names.</summary>
    public required string Last { get; init; }

    /// <summary>What is not as a writer leaves it, in one clause; absent when the journal is sound.</summary>
    public string? Problem { get; init; }

    /// <summary>Length of a last line that was never finished.</summary>
    public int TornCharacters { get; init; }

    public IReadOnlyList<JournalEntry> Entries => [.. Lines.Select(line => line.Entry)];
}
