using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The volume to make.</summary>
internal sealed record VolumeRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    /// <summary>MiB of memory that it may take; 0 for a volume on Docker's disk.</summary>
    public int InMemoryMegabytes { get; init; }
}
