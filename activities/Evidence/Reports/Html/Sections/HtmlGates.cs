using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>Every gate in the order it was evaluated, those of a scenario by themselves.</summary>
internal static class HtmlGates
{
    public static XElement? Render(Report report) => report.Gates.Count == 0 ? null : Section(
        "gates",
        "Gates",
        Element("p", Class("note"), $"{Green(report.Gates)}. A gate that is not listed was not reached."),
        Table("Every gate of the run in the order it was evaluated", [.. report.Gates.Where(g => g.Scenario is null)]),
        report.Gates.Where(g => g.Scenario is not null).GroupBy(g => g.Scenario).Select(Scenario));

    public static string Name(GateResult gate) => gate.Scenario is null ? gate.Gate.Id : $"{gate.Gate} {gate.Scenario}";

    private static XElement Scenario(IGrouping<string?, GateResult> scenario)
    {
        GateResult[] gates = [.. scenario];
        var open = gates.Any(g => g.State != GateState.Green) ? Attribute("open", "open") : null;
        return Element("details", open, Element("summary", $"Scenario {scenario.Key}: {Green(gates)}"), Table($"Gates of scenario {scenario.Key}", gates));
    }

    private static XElement Table(string caption, IReadOnlyList<GateResult> gates) => HtmlTable.Render(caption, ["Gate", "State", "Looked at", "Expected", "Found"], gates.Select(g => new object?[]
    {
        g.Gate.Id, Badge(ReportText.Describe(g.State), Tones.For(g.State)), LookedAt(g), g.Expected, g.Found,
    }));

    private static object[] LookedAt(GateResult gate) => [gate.Subject, Element("div", Class("note"), $"Holds when {gate.Gate.Meaning}.")];

    private static string Green(IReadOnlyList<GateResult> gates) => $"{gates.Count(g => g.State == GateState.Green)} of {gates.Count} green";
}
