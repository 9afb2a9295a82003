namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>The operator answers for a residual of this run.</summary>
public sealed record AcknowledgeStep
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    /// <summary>A residual's exact name or 64-hex id, or the id of an assertion that could not be read.</summary>
    public required string Residual { get; init; }

    public required string Reason { get; init; }
}
