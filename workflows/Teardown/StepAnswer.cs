using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>The objects of one teardown step, as the step left them.</summary>
public sealed record StepAnswer
{
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }
}
