namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>A slot of the host, which the run has until it is closed.</summary>
public sealed record SlotGrant
{
    /// <summary>How many runs this host carries at once.</summary>
    public required int MostRuns { get; init; }
}
