using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Journal;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>The journal of one run.</summary>
internal interface IJournal
{
    Task<JournalReading> ReadAsync(CancellationToken cancel);

    /// <summary>Appends what does not repeat what is there. It is kept for good before this returns.</summary>
    /// <param name="entries">In their order.</param>
    /// <param name="repeats">True for an entry that says nothing new after those before it.</param>
    /// <param name="cancel">Ends the wait for another activity of the run; what is begun is finished.</param>
    /// <exception cref="InvalidDataException">The journal is not as its writers left it; nothing was appended.</exception>
    Task AppendAsync(IEnumerable<JournalEntry> entries, Func<IReadOnlyList<JournalEntry>, JournalEntry, bool> repeats, CancellationToken cancel);
}
