using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>The first entry: a valid plan was accepted as this run.</summary>
public sealed record RunAccepted : JournalEntry
{
    public required RunRef Run { get; init; }

    /// <summary>SHA-256 of the plan as it was accepted, 64 hex digits.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>SHA-256 of plan.json, which holds the plan with its names made exact.</summary>
    public required string FileSha256 { get; init; }
}
