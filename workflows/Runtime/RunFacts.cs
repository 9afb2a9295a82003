using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>What closure and report need of the way there; each is absent until the run came to it.</summary>
internal sealed record RunFacts
{
    public Baseline? Baseline { get; init; }

    public string? DrImageId { get; init; }

    public string? HarnessImageId { get; init; }

    public string? DrSystemIdentifier { get; init; }

    public DumpRecord? Dump { get; init; }

    public RetainedDump? Retained { get; init; }

    public RestoreRecord? Restore { get; init; }
}
