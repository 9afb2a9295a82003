using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>The dump of which an encrypted copy is kept.</summary>
internal sealed record RetainRequest
{
    public required Manifest Manifest { get; init; }

    public required RetainDump Retain { get; init; }

    public required string DumpSha256 { get; init; }
}
