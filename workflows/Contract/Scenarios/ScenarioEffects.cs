namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>What a scenario committed, as the server says it.</summary>
public sealed record ScenarioEffects
{
    /// <summary>Committed row changes by table; empty means zero rows.</summary>
    public required IReadOnlyList<TableEffect> Tables { get; init; }

    public required bool CatalogChanged { get; init; }

    /// <summary>Sequences moved: reported apart, since PostgreSQL never rolls them back.</summary>
    public required bool SequencesMoved { get; init; }

    /// <summary>Statements of the code under test in the SQL trace.</summary>
    public required long Statements { get; init; }
}
