namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>Committed row changes of one table.</summary>
public sealed record TableEffect
{
    public required string Table { get; init; }

    /// <summary>The partitioned table it belongs to, which is the one people know; absent for any other table.</summary>
    public string? Root { get; init; }

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Deleted { get; init; }

    public long Truncated { get; init; }
}
