namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>One name in a folder of a commit.</summary>
internal sealed record TreeEntry
{
    public required string Name { get; init; }

    public required TreeEntryKind Kind { get; init; }

    /// <summary>40 hex digits: of a blob, a tree, or a submodule's commit.</summary>
    public required string Id { get; init; }

    /// <summary>What is in it; empty unless it is a folder. In the order of names by their bytes.</summary>
    public IReadOnlyList<TreeEntry> Entries { get; init; } = [];

    /// <summary>Where a symbolic link leads; absent for everything else.</summary>
    public string? Target { get; init; }
}
