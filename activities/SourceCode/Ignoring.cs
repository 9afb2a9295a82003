using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>What is ignored in one folder of a working tree.</summary>
/// <param name="Rules">Those of the repository, then of each folder from the top; the last that says something counts.</param>
/// <param name="All">The folder itself is ignored, and so all that is in it.</param>
internal sealed record Ignoring(IReadOnlyList<IgnoreRules> Rules, bool All)
{
    /// <summary>With the folder's own file.</summary>
    public Ignoring In(DirectoryHandle folder, string path) =>
        !All && folder.Stat(".gitignore") is { Kind: PathKind.File, Size: <= IgnoreRules.LongestFile } && GitFiles.Text(folder, ".gitignore", IgnoreRules.LongestFile) is { } text
            ? this with { Rules = [.. Rules, new IgnoreRules(text, path)] }
            : this;

    /// <summary>The same for one name in it.</summary>
    public Ignoring For(string path, bool isFolder) =>
        All ? this : this with { All = Rules.Reverse().Select(r => r.Ignores(path, isFolder)).FirstOrDefault(answer => answer is not null) ?? false };
}
