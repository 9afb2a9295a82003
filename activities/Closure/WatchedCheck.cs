using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>What G-27 compares.</summary>
internal sealed record WatchedCheck
{
    public required IReadOnlyList<string> Prefixes { get; init; }

    public required IReadOnlyList<ContainerCapture> Captured { get; init; }
}
