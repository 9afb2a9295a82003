using System.Xml.Linq;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;

/// <summary>
/// Elements of a page. Whatever a finding quotes becomes text of an XML tree, so that it can open no tag and end no attribute.
/// </summary>
internal static class Markup
{
    /// <summary>Content as <see cref="XElement"/> takes it: strings, elements, attributes, and sequences of them.</summary>
    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content.Select(Clean));
        if (element.IsEmpty && name is not ("meta" or "link" or "br"))
        {
            element.Value = string.Empty; // Else it is written <p/>, which HTML reads as a tag that is open.
        }

        return element;
    }

    public static XAttribute Attribute(string name, string value) => new(name, XmlText.Clean(value));

    public static XAttribute Class(string value) => new("class", value);

    /// <summary>A section with its heading; null, and so nothing, where there is nothing in it.</summary>
    public static XElement? Section(string id, string heading, params object?[] content) => content.All(c => c is null) ? null :
        Element("section", Attribute("aria-labelledby", id), Element("h2", Attribute("id", id), heading), content);

    /// <summary>A state in words, its colour only beside them.</summary>
    public static XElement Badge(string words, WordTone tone) => Element("strong", Class($"word {CssClass(tone)}"), words);

    public static XElement Code(string text) => Element("code", text);

    /// <summary>Text whose parts between backticks are code.</summary>
    public static object[] WithCode(string text)
    {
        var parts = text.Split('`');
        return parts.Length % 2 == 0 ? [text] : [.. parts.Select((part, i) => i % 2 == 0 ? (object)part : Code(part))];
    }

    public static string CssClass(WordTone tone) => tone switch
    {
        WordTone.Good => "good",
        WordTone.Bad => "bad",
        WordTone.Warning => "unsure",
        WordTone.Muted => "quiet",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "not a tone"),
    };

    private static object? Clean(object? content) => content switch
    {
        string text => XmlText.Clean(text),
        XObject element => element,
        System.Collections.IEnumerable many => many.Cast<object?>().Select(Clean),
        _ => content,
    };
}
