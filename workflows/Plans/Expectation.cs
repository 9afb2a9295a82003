namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>What a scenario must come to. What is left out is not looked at, but for the effect, which is always proved.</summary>
public sealed record Expectation
{
    /// <summary>The command's exit code (harness only).</summary>
    public int? ExitCode { get; init; }

    /// <summary>An SQLSTATE the server must have reported to the scenario, five characters.</summary>
    public string? SqlState { get; init; }

    /// <summary>The first column of the last statement's first row, as text (sql only).</summary>
    public string? Result { get; init; }

    /// <summary><c>rollsBack</c>: zero rows and an unchanged catalog (L0, G-16). <c>writes</c>: exactly the rows declared (G-18).</summary>
    public required Effect Effect { get; init; }

    /// <summary>With <c>writes</c>: every table that changes. A table that is not named must not change.</summary>
    public IReadOnlyList<DeclaredRows> Rows { get; init; } = [];
}

public enum Effect
{
    RollsBack,
    Writes,
}

/// <summary>How many rows of one table change.</summary>
public sealed record DeclaredRows
{
    /// <summary>The table with its schema, such as <c>public.iu_batch</c>.</summary>
    public required string Table { get; init; }

    /// <summary>Rows inserted and committed.</summary>
    public long Inserted { get; init; }

    /// <summary>Rows updated and committed.</summary>
    public long Updated { get; init; }
}
