using System.Text;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

internal static class XmlText
{
    /// <summary>XML 1.0 has no word for most control characters and lone surrogates.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is 0x9 or 0xA or 0xD or (>= 0x20 and not (0xFFFE or 0xFFFF)) ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }
}
