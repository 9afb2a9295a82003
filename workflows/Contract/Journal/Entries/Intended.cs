using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>An object of the manifest is about to be created.</summary>
public sealed record Intended : JournalEntry
{
    public required ObjectKind Kind { get; init; }

    /// <summary>Exact name or absolute path.</summary>
    public required string Name { get; init; }
}
