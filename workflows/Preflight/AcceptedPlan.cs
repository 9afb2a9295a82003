namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>What the workflow needs to know of the plan to put its steps in order. The plan itself stays on the host.</summary>
public sealed record AcceptedPlan
{
    /// <summary>The run's key, the name of its evidence folder.</summary>
    public required string Run { get; init; }

    public required string Name { get; init; }

    /// <summary>In the plan's order.</summary>
    public required IReadOnlyList<PlannedScenario> Scenarios { get; init; }

    /// <summary>Exact name of the DR container, for the command that looks at it.</summary>
    public required string DrContainer { get; init; }

    /// <summary>The restored database.</summary>
    public required string Database { get; init; }

    /// <summary>True where an encrypted copy of the dump is kept.</summary>
    public bool RetainsDump { get; init; }

    /// <summary>True where a retained dump is restored in place of a new one.</summary>
    public bool ReusesDump { get; init; }
}
