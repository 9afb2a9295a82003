using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Asks something of production.</summary>
internal sealed record ProductionRequest
{
    public required RunRef Run { get; init; }

    public required ProductionSource Production { get; init; }

    /// <summary>For G-07, which looks whether that dump is there; absent where production is dumped.</summary>
    public ReuseDump? Reuse { get; init; }
}
