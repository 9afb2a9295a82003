using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>What others did on the engine meanwhile (G-29). None of it is this run's, and none of it was touched.</summary>
internal static class HtmlForeign
{
    public static XElement? Render(Report report)
    {
        var changes = report.Gates.LastOrDefault(g => g.Gate == Gate.InventoryUnchanged && g.State == GateState.Green)?.Differences ?? [];
        return changes.Count == 0 ? null : Section(
            "foreign",
            "Not ours",
            Element("p", Class("note"), "What came and went on the engine while the run was there. It was left alone."),
            HtmlTable.Render("Changes by others", ["Kind", "Before", "After"], changes.Select(d => new object?[] { d.Field, d.Before, d.After })));
    }
}
