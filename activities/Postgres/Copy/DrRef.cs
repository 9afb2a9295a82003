using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>The DR container, as it was created.</summary>
internal sealed record DrRef
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string ContainerId { get; init; }
}
