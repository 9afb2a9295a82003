using System.Text;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>Which names of a commit may be written to a disk. Pure.</summary>
internal static class TreeNames
{
    private const int LongestName = 255;

    /// <summary>What is wrong with a name, as the end of a sentence; null when nothing is.</summary>
    /// <param name="name">One name, without its folder.</param>
    /// <param name="path">The same with its folder.</param>
    public static string? Problem(string name, string path) =>
        name is "" or "." or ".." || name.Contains('/', StringComparison.Ordinal) ? "is not the name of a file"
        : IsGit(name) ? "means '.git' on some systems"
        : Encoding.UTF8.GetByteCount(name) > LongestName ? $"has more than {LongestName} bytes"
        : Encoding.UTF8.GetByteCount(path) > CommitTreeReader.LongestPath ? $"has a path of more than {CommitTreeReader.LongestPath} bytes"
        : null;

    /// <summary>As git itself refuses it: in any case, as NTFS shortens or ends it, and with the characters that HFS+ leaves out.</summary>
    private static bool IsGit(string name)
    {
        var plain = string.Concat(name.Where(c => !LeftOut(c))).Split(':')[0].TrimEnd(' ', '.');
        return plain.Equals(".git", StringComparison.OrdinalIgnoreCase) || plain.Equals("git~1", StringComparison.OrdinalIgnoreCase)
            || plain.StartsWith(@".git\", StringComparison.OrdinalIgnoreCase) || plain.StartsWith(@"git~1\", StringComparison.OrdinalIgnoreCase);
    }

    private static bool LeftOut(char c) => c is (>= '\u200c' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u206a' and <= '\u206f') or '\ufeff';
}
