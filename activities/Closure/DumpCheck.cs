using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>What G-30 looks at.</summary>
internal sealed record DumpCheck
{
    public required Manifest Manifest { get; init; }

    /// <summary>Absent where no dump was ever made.</summary>
    public string? DumpSha256 { get; init; }

    public RetainDump? Retain { get; init; }

    public string? RetainedPath { get; init; }
}
