using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>A run's exact Docker names, and its directories where they matter.</summary>
internal sealed record NamesRequest
{
    public required RunRef Run { get; init; }

    public required Objects Objects { get; init; }

    /// <summary>For G-04, which asks other runs' manifests for these directories too; absent where only Docker is asked.</summary>
    public WorkDirectory? WorkDirectory { get; init; }
}
