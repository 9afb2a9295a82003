using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>Names that must exist and be as captured (G-03, G-25).</summary>
internal sealed record ProtectedCheck
{
    public required IReadOnlyList<string> Names { get; init; }

    public required IReadOnlyList<ContainerCapture> Captured { get; init; }
}
