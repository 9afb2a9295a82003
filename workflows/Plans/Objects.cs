namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>
/// Exact Docker names. Each holds a letter outside a–f, since Docker reads a name of hex digits as the beginning of an id.
/// </summary>
public sealed record Objects
{
    /// <summary>The run's isolated network.</summary>
    public required string Network { get; init; }

    /// <summary>The DR's data volume.</summary>
    public required string Volume { get; init; }

    /// <summary>The DR's container, and its DNS name in the network.</summary>
    public required string DrContainer { get; init; }

    /// <summary>The harness container: one exact name, used by one scenario after the other.</summary>
    public required string HarnessContainer { get; init; }
}
