namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>What a commit holds.</summary>
/// <param name="Commit">40 hex digits.</param>
/// <param name="Root">Its topmost folder; the id is the commit's tree.</param>
internal sealed record CommitTree(string Commit, TreeEntry Root);
