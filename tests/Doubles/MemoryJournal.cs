using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Journal;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>A journal in memory, by the rules of the real one: what an append has answered is there for good.</summary>
internal sealed class MemoryJournal(IReadOnlyList<JournalEntry> before) : IJournal
{
    private readonly Lock alone = new();
    private readonly List<JournalEntry> entries = [.. before];

    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (alone)
            {
                return [.. entries];
            }
        }
    }

    public Task<JournalReading> ReadAsync(CancellationToken cancel) => Task.FromResult(JournalReading.Empty with
    {
        Lines = [.. Entries.Select((entry, at) => new JournalLine { Number = at + 1, At = DateTimeOffset.UnixEpoch, Previous = JournalChain.Origin, Entry = entry })],
    });

    public Task AppendAsync(IEnumerable<JournalEntry> added, Func<IReadOnlyList<JournalEntry>, JournalEntry, bool> repeats, CancellationToken cancel)
    {
        lock (alone)
        {
            foreach (var entry in added.Where(entry => !repeats(entries, entry)))
            {
                entries.Add(entry);
            }
        }

        return Task.CompletedTask;
    }
}
