using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>What G-05 looks at.</summary>
internal sealed record WorkDirectoryCheck
{
    public required RunRef Run { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>The code tree, which $WD must not be in.</summary>
    public required string Repository { get; init; }

    public required IReadOnlyList<string> ForbiddenPaths { get; init; }

    /// <summary>Production's size: the space the dump may need.</summary>
    public required long ProductionBytes { get; init; }

    /// <summary>The plan's: memory in place of a disk for the DR's data; 0 for a disk.</summary>
    public int DataInMemoryMegabytes { get; init; }
}
