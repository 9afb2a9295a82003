using System.Xml.Linq;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;

/// <summary>
/// A table that becomes one card a row where the page is narrow. Its roles are written out, since a table that is laid out as blocks is none to a
/// screen reader any more.
/// </summary>
internal static class HtmlTable
{
    /// <summary>The first cell of each row names the row.</summary>
    public static XElement Render(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows) => Element(
        "table",
        Role("table"),
        Element("caption", caption),
        Element("thead", Role("rowgroup"), Element("tr", Role("row"), head.Select(h => Element("th", Role("columnheader"), Attribute("scope", "col"), h)))),
        Element("tbody", Role("rowgroup"), rows.Select(row => Element("tr", Role("row"), row.Select((cell, column) => Cell(head[column], column, cell))))));

    /// <summary>What is named on the left and measured on the right.</summary>
    public static XElement Facts(string caption, IEnumerable<(string Name, object? Value)> facts) =>
        Render(caption, ["What", "Measured"], facts.Where(f => f.Value is not null).Select(f => new[] { f.Name, f.Value }));

    private static XElement Cell(string head, int column, object? content) => column == 0
        ? Element("th", Role("rowheader"), Attribute("scope", "row"), Attribute("data-head", head), content)
        : Element("td", Role("cell"), Attribute("data-head", head), content);

    private static XAttribute Role(string role) => Attribute("role", role);
}
