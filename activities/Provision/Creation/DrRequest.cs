using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The DR container to make.</summary>
internal sealed record DrRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    public required Dr Dr { get; init; }

    public required string ImageId { get; init; }

    public required string NetworkId { get; init; }

    public required string Volume { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }
}
