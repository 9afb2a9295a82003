using System.Globalization;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

/// <summary>Shows text that a repository chose: names may hold line feeds, colours for a terminal, or marks that turn text around. Pure.</summary>
internal static class DisplayText
{
    private const int Longest = 200;

    public static string OneLine(string text)
    {
        var plain = new string([.. text.Take(Longest).Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c)]);
        return text.Length > Longest ? $"{plain}…" : plain;
    }
}
