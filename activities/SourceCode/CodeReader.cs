using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Reads a repository's commit and the state of its working tree (C-02). Runs nothing and writes nothing.</summary>
internal static class CodeReader
{
    /// <summary>Stands for a commit where there is no repository or no commit in it.</summary>
    public const string NoCommit = "none";

    public static CodeCapture Read(string repository)
    {
        var captured = new CodeCapture { Repository = repository, Commit = NoCommit, Clean = false, Fingerprint = NoCommit, UntrackedFingerprint = NoCommit };
        try
        {
            using var found = GitRepository.Open(repository);
            if (found?.Head is not { } head)
            {
                return captured;
            }

            captured = captured with { Repository = found.Root.Path, Commit = head };
            using var working = new WorkingTree(found);
            var tree = new CommitTreeReader(found.Objects).Read(head);
            var (files, others) = working.Compare(tree);
            return captured with
            {
                Clean = working.Differences.Count == 0,
                Tree = tree.Root.Id,
                Fingerprint = files,
                UntrackedFingerprint = others,
                Differences = working.Differences.Describe(),
            };
        }
        catch (UnreadableCodeException e)
        {
            // G-06 reads it again and is red with what to do.
            return captured with { Differences = e.Found };
        }
    }

    /// <summary>The directory above that is a working tree; null when there is none.</summary>
    public static string? WorkingTreeAbove(string repository)
    {
        for (var at = PathRules.ParentOf(PathRules.Canonical(repository)); at.Length > 1; at = PathRules.ParentOf(at))
        {
            if (Path.Exists($"{at}/.git"))
            {
                return at;
            }
        }

        return null;
    }
}
