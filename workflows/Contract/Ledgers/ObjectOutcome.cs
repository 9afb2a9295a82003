using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>What became of one object in a teardown step.</summary>
public sealed record ObjectOutcome
{
    public required ObjectKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>64 hex digits; absent where the kind has no id or none was ever seen.</summary>
    public string? Id { get; init; }

    public required OutcomeState State { get; init; }

    /// <summary>Why, for <see cref="OutcomeState.NotOurs"/> and <see cref="OutcomeState.Failed"/>; names the foreign party where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The one command that would remove it, for <see cref="OutcomeState.Failed"/>.</summary>
    public string? Remedy { get; init; }
}
