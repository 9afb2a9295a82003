namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>The kinds of objects in git's database, numbered as in a pack.</summary>
internal enum GitObjectKind
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}
