using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>What a scenario left, measured once after its code had ended.</summary>
public sealed record ScenarioRecord
{
    /// <summary>Containers, sessions, transactions and locks that stayed, at most 20, in words; empty is what G-20 wants.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>The error codes in the SQL trace, sorted, each once.</summary>
    public required IReadOnlyList<string> SqlStates { get; init; }

    /// <summary>At most 10 statements that an append-only writer must not even try.</summary>
    public required IReadOnlyList<AttemptedStatement> Attempts { get; init; }

    public required ScenarioEffects Effects { get; init; }

    /// <summary>Sessions on production while the record was made.</summary>
    public required ProductionSessions Production { get; init; }
}
