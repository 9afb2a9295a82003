namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>One scenario: exactly one of <c>harness</c> and <c>sql</c>, and what must come of it.</summary>
public sealed record Scenario
{
    /// <summary>Short id, such as <c>S3-neg</c>; unique in the plan.</summary>
    public required string Id { get; init; }

    /// <summary>What the scenario shows, in one line.</summary>
    public required string Title { get; init; }

    /// <summary><c>fresh</c>: from a new clone of the restored database. <c>continue</c>: from the state the previous scenario left.</summary>
    public ScenarioStart Start { get; init; } = ScenarioStart.Fresh;

    /// <summary>Seconds after which the scenario is stopped and fails.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>A command in the harness container.</summary>
    public HarnessCommand? Harness { get; init; }

    /// <summary>Statements the worker runs on the DR, each in its own transaction.</summary>
    public SqlStatements? Sql { get; init; }

    /// <summary>What must come of it (G-15, G-16, G-18).</summary>
    public required Expectation Expect { get; init; }
}

public enum ScenarioStart
{
    Fresh,
    Continue,
}

/// <summary>One program, run once in the harness container.</summary>
public sealed record HarnessCommand
{
    /// <summary>The program and its arguments, without a shell.</summary>
    public required IReadOnlyList<string> Command { get; init; }
}

/// <summary>SQL the worker runs itself, without a harness.</summary>
public sealed record SqlStatements
{
    /// <summary>Run one after the other on one connection; the first error ends them.</summary>
    public required IReadOnlyList<string> Statements { get; init; }
}
