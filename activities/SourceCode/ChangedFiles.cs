namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Names the files that keep a work tree from being clean, for the finding of G-06.</summary>
internal static class ChangedFiles
{
    private const int MostNames = 5;

    /// <summary>Returns at most five files, each with what is wrong with it, and the number of the others; empty when there are none.</summary>
    public static async Task<string> DescribeAsync(string repository, CancellationToken cancel)
    {
        var status = await Git.RunAsync(repository, cancel, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none") ?? "";
        var index = await Git.RunAsync(repository, cancel, "ls-files", "-v", "-z") ?? "";
        string[] files = [.. Status(Split(status)), .. Split(index).Where(l => char.IsAsciiLetterLower(l[0]) || l[0] == 'S').Select(l => $"hidden '{l[2..]}'")];
        var named = string.Join(", ", files.Take(MostNames).Select(OneLine));
        return files.Length > MostNames ? $"{named} and {files.Length - MostNames} more" : named;
    }

    /// <summary>An entry is two letters, a blank and the path; that of a rename or copy is followed by the path it came from.</summary>
    private static IEnumerable<string> Status(string[] entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            yield return $"{(entry[0] == '?' ? "untracked" : "changed")} '{entry[3..]}'";
            i += entry[0] is 'R' or 'C' || entry[1] is 'R' or 'C' ? 1 : 0;
        }
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);

    private static string[] Split(string output) => output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
