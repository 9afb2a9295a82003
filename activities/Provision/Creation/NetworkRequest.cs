using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The network to make.</summary>
internal sealed record NetworkRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }
}
