using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

/// <summary>Every gate in the order it was evaluated.</summary>
internal static class HtmlGates
{
    private static readonly Dictionary<string, string> Meanings = GateMeanings.All.ToDictionary(g => g.Gate, g => g.HoldsWhen);

    public static XElement? Of(Report report) => report.Gates.Count == 0 ? null : Section(
        "gates",
        "Gates",
        Element("p", Class("note"), $"{report.Gates.Count(g => g.State == GateState.Green)} of {report.Gates.Count} green. A gate that is not listed was not reached."),
        HtmlTable.Of("Every gate in the order it was evaluated", ["Gate", "State", "Holds when", "Looked at", "Expected", "Found"], report.Gates.Select(g => new object?[]
        {
            Name(g), Word(ReportWords.Of(g.State), Tones.Of(g.State)), Meanings.GetValueOrDefault(g.Gate, string.Empty), g.Subject, g.Expected, g.Found,
        })));

    public static string Name(GateResult gate) => gate.Scenario is null ? gate.Gate : $"{gate.Gate} {gate.Scenario}";
}
