using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Writes the accepted commit into the run's work directory. What an earlier attempt left of it is removed first.</summary>
internal static class ExportedCode
{
    /// <param name="code">Repository and commit.</param>
    /// <param name="workDirectory">Seen to be the run's.</param>
    /// <param name="name">The directory to make in it.</param>
    /// <exception cref="UnreadableCodeException">The commit is not to be had any more, or not as G-06 found it.</exception>
    public static CodeExport Make(Code code, DirectoryHandle workDirectory, string name)
    {
        using var repository = GitRepository.Open(code.Repository)
            ?? throw new UnreadableCodeException("no git repository with a working tree", $"check out commit {code.Commit} there");
        var tree = new CommitTreeReader(repository.Objects).Read(code.Commit);
        TreeRemoval.RemoveName(workDirectory, name);
        workDirectory.MakeDirectory(name, OwnedDirectory.PrivateDirectory);
        using var directory = workDirectory.OpenDirectory(name)
            ?? throw new DirectoryNotFoundException($"Directory '{workDirectory.Path}/{name}' vanished while it was made, expected it to stay. It is tried again.");
        using var exporter = new CodeExporter(repository.Objects);
        return exporter.Write(tree, directory);
    }
}
