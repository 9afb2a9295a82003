using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>What a teardown step did to each object it had to destroy.</summary>
public sealed record StepResult
{
    public required TeardownStep Step { get; init; }

    public required IReadOnlyList<ObjectOutcome> Objects { get; init; }
}
