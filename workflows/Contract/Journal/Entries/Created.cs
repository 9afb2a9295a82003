using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>An object of the manifest was created, or one of this run was found in its place and adopted.</summary>
public sealed record Created : JournalEntry
{
    public required ObjectKind Kind { get; init; }

    /// <summary>Exact name or absolute path.</summary>
    public required string Name { get; init; }

    /// <summary>64 hex digits; absent for kinds without an id.</summary>
    public string? Id { get; init; }
}
