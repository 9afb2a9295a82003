using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>What G-11 looks at.</summary>
internal sealed record ShapeCheck
{
    public required DrRef Dr { get; init; }

    public required Objects Objects { get; init; }

    public required DrCapture Capture { get; init; }

    public required string ImageId { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>MiB of memory that its data may take; 0 where they are on Docker's disk.</summary>
    public int DataInMemoryMegabytes { get; init; }
}
