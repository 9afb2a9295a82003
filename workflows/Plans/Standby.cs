namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>
/// A standby of production, read by the same path and as the same role: the dump is taken from it, and everything else is still asked of production.
/// G-07 refuses a server that is not in recovery, or is of another system identifier.
/// </summary>
public sealed record Standby
{
    /// <summary>With <c>exec</c>: exact name of the standby's container, which is protected too.</summary>
    public string? Container { get; init; }

    /// <summary>With <c>connection</c>: the name of a secret the worker resolves, never its value.</summary>
    public string? Secret { get; init; }
}
