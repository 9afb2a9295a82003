using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Asks for one of the places of a host, which carries only so many runs at once.</summary>
public sealed record SlotRequest
{
    /// <summary>Runs that were begun before hosts had a limit ask for none.</summary>
    public const string Patch = "turn";

    public required RunRef Run { get; init; }
}

/// <summary>A place that the run has until it is closed.</summary>
public sealed record SlotGrant
{
    /// <summary>How many runs this host carries at once.</summary>
    public required int MostRuns { get; init; }
}
