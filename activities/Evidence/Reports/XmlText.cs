using System.Text;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>Makes text fit for XML 1.0.</summary>
internal static class XmlText
{
    /// <summary>Replaces the control characters and lone surrogates that XML 1.0 cannot express.</summary>
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
