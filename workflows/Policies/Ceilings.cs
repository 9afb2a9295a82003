namespace DotIuCutter.Temporal.Workflows.Policies;

/// <summary>The most that one plan may ask for. What is left out has no ceiling but the plan's own rules.</summary>
public sealed record Ceilings
{
    /// <summary>MiB of memory that the DR, its data in memory and the harness may take together.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>Processes that the DR and the harness may have together.</summary>
    public int? Processes { get; init; }

    /// <summary>Seconds that all scenarios may take together: the sum of their <c>timeoutSeconds</c>.</summary>
    public int? ScenarioSeconds { get; init; }

    /// <summary>Seconds that one statement may take on production.</summary>
    public int? StatementSeconds { get; init; }

    /// <summary>Seconds that a lock of production may be waited for.</summary>
    public int? LockWaitSeconds { get; init; }
}
