using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>The accepted commit was written into the work directory. The last one counts: an attempt that is repeated writes it anew.</summary>
public sealed record CodeExported : JournalEntry
{
    public required CodeExport Export { get; init; }
}
