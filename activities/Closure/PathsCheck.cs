using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>What G-24 looks at.</summary>
internal sealed record PathsCheck
{
    public required RunRef Run { get; init; }

    public required RunPaths Paths { get; init; }
}
