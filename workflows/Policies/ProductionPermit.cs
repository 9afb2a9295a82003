namespace DotIuCutter.Temporal.Workflows.Policies;

/// <summary>One server that may be read, or a standby of one. Its container, its secret, or both.</summary>
public sealed record ProductionPermit
{
    /// <summary>Exact name of its container, where plans name one.</summary>
    public string? Container { get; init; }

    /// <summary>Name of the worker's secret that leads to it, where plans read by <c>connection</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>The databases that may be copied.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>The role that it is read as.</summary>
    public required string Role { get; init; }
}
