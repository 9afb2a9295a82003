using System.Text;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>Escapes text for Markdown, in the cells of tables and outside them. Code spans stay as they are.</summary>
internal static partial class MarkdownText
{
    /// <summary>A command, to be copied as it stands.</summary>
    public static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? Plain(text) : CodeSpan(text.ReplaceLineEndings(" "));

    /// <summary>One line that can neither end a cell nor begin markup or a mention.</summary>
    public static string Plain(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var escaped = new StringBuilder();
        var at = 0;
        foreach (Match span in Spans().Matches(line))
        {
            escaped.Append(Escape(line[at..span.Index])).Append(CodeSpan(span.Groups["code"].Value));
            at = span.Index + span.Length;
        }

        return escaped.Append(Escape(line[at..])).ToString();
    }

    /// <summary>A table takes a cell apart at '|' even within code.</summary>
    private static string CodeSpan(string code) => $"`{code.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Escape(string text) => Underscore().Replace(
        text
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal).Replace("@", "&#64;", StringComparison.Ordinal),
        "\\_");

    /// <summary>Between letters or digits an underscore is no markup, so that names stay as they are.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")]
    private static partial Regex Underscore();

    /// <summary>One backtick, text, one backtick. Longer runs of backticks are no code span of ours and are escaped.</summary>
    [GeneratedRegex("(?<!`)`(?!`)(?<code>[^`]+)(?<!`)`(?!`)")]
    private static partial Regex Spans();
}
