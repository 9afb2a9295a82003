using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>The dump to make or take.</summary>
internal sealed record DumpRequest
{
    public required RunRef Run { get; init; }

    public required ProductionSource Production { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>Present where a retained dump is taken in place of a new one.</summary>
    public ReuseDump? Reuse { get; init; }

    /// <summary>Production's size (C-03), for how long it may take; 0 where it is not known.</summary>
    public long ProductionBytes { get; init; }
}
