using System.Text;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git;

/// <summary>
/// One <c>.gitignore</c>: which names that are not in the commit are none of its business. What it hides is not mounted either, so a wrong answer lets
/// nothing through. Patterns are a repository's own, so they are matched without backtracking. Pure.
/// </summary>
internal sealed class IgnoreRules
{
    public const int LongestFile = 1 << 20;
    private const int LongestPattern = 1_000;
    private const int MostPatterns = 2_000;
    private readonly List<Rule> rules = [];
    private readonly string folder;

    /// <param name="text">Content of the file.</param>
    /// <param name="folder">The folder it is in, as a path below the working tree; empty at the top.</param>
    public IgnoreRules(string text, string folder)
    {
        this.folder = folder;
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length <= LongestPattern).Take(MostPatterns))
        {
            Add(line);
        }
    }

    /// <summary>True or false as the last rule that fits says; null when none fits.</summary>
    /// <param name="path">Below the working tree.</param>
    /// <param name="isFolder">Rules that end in a slash are for folders.</param>
    public bool? Ignores(string path, bool isFolder)
    {
        var relative = folder.Length == 0 ? path : path[(folder.Length + 1)..];
        var name = relative[(relative.LastIndexOf('/') + 1)..];
        return rules.LastOrDefault(r => (isFolder || !r.ForFolders) && r.Form.IsMatch(r.ByPath ? relative : name)) is { } rule ? !rule.Negated : null;
    }

    private void Add(string line)
    {
        var pattern = Trimmed(line);
        if (pattern.Length == 0 || pattern[0] == '#')
        {
            return;
        }

        var negated = pattern[0] == '!';
        pattern = negated ? pattern[1..] : pattern;
        var forFolders = pattern.EndsWith('/');
        pattern = forFolders ? pattern[..^1] : pattern;
        var byPath = pattern.Contains('/', StringComparison.Ordinal);
        if (Form(pattern.TrimStart('/')) is { } form)
        {
            rules.Add(new Rule(form, negated, forFolders, byPath));
        }
    }

    /// <summary>Blanks at the end do not count, unless a backslash is before them.</summary>
    private static string Trimmed(string line)
    {
        var trimmed = line.TrimEnd(' ');
        return trimmed.EndsWith('\\') && trimmed.Length < line.Length ? $"{trimmed} " : trimmed;
    }

    /// <summary>Null for a pattern that fits nothing.</summary>
    private static Regex? Form(string pattern)
    {
        var form = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            var starts = i == 0 || pattern[i - 1] == '/';
            if (starts && rest.StartsWith("**/"))
            {
                form.Append("(?:.*/)?");
                i += 2;
            }
            else if (starts && rest.SequenceEqual("**"))
            {
                form.Append(".+");
                i++;
            }
            else if (pattern[i] == '[')
            {
                var end = pattern.IndexOf(']', Math.Min(pattern.Length, i + (rest.StartsWith("[!]") || rest.StartsWith("[^]") ? 3 : 2)));
                if (end < 0)
                {
                    return null;
                }

                form.Append(Set(pattern[(i + 1)..end]));
                i = end;
            }
            else if (pattern[i] == '\\')
            {
                if (++i == pattern.Length)
                {
                    return null;
                }

                form.Append(Regex.Escape(pattern[i..(i + 1)]));
            }
            else
            {
                form.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        try
        {
            return new Regex(form.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Set(string set)
    {
        var negated = set[0] is '!' or '^';
        var content = (negated ? set[1..] : set).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return negated ? $"[^/{content}]" : $"[{content}]";
    }

    private sealed record Rule(Regex Form, bool Negated, bool ForFolders, bool ByPath);
}
