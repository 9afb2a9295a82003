namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>What a commit can hold under a name.</summary>
internal enum TreeEntryKind
{
    File,

    /// <summary>A file that its owner may run.</summary>
    Executable,

    SymbolicLink,

    Folder,

    /// <summary>A commit of another repository. Its files are not in this one.</summary>
    Submodule,
}
