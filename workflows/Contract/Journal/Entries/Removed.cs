using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>A teardown step was walked: what it destroyed, and why it did not destroy the rest.</summary>
public sealed record Removed : JournalEntry
{
    public required StepResult Result { get; init; }
}
