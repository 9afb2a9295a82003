namespace DotIuCutter.Temporal.Workflows.Contract.Runs;

/// <summary>The start input of <c>Teardown</c>: which run, and nothing of what it owns. Its host knows that.</summary>
public sealed record TeardownInput
{
    /// <summary>The run's key, the name of its evidence folder.</summary>
    public required string Run { get; init; }

    /// <summary>When the walk began, where it has (continue-as-new); absent at the start.</summary>
    public DateTimeOffset? BegunAt { get; init; }
}
