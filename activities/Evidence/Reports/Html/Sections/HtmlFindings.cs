using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>Renders every gate that is not green, with its differences field by field.</summary>
internal static class HtmlFindings
{
    public static XElement? Render(Report report)
    {
        var findings = report.Gates.Where(g => g.State != GateState.Green).ToArray();
        return findings.Length == 0 ? null : Section("findings", "Findings", findings.Select(Finding));
    }

    private static XElement Finding(GateResult gate) => Element(
        "article",
        Class("finding"),
        Element("h3", Badge(ReportText.Describe(gate.State), Tones.For(gate.State)), $" {HtmlGates.Name(gate)}: {gate.Subject}"),
        Element(
            "dl",
            Pair("Expected", gate.Expected),
            Pair("Found", gate.Found),
            ReportText.Remedy(gate) is { Length: > 0 } remedy ? Pair("What to do", WithCode(remedy)) : null),
        gate.Differences.Count == 0 ? null : HtmlTable.Render(
            $"What has changed, {HtmlGates.Name(gate)}", ["Field", "Before", "After"], gate.Differences.Select(d => new object?[] { d.Field, d.Before, d.After })));

    private static XElement[] Pair(string name, params object[] content) => [Element("dt", name), Element("dd", content)];
}
