using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>Renders each scenario with the row changes it committed, table by table.</summary>
internal static class HtmlScenarios
{
    public static XElement? Render(Report report) => report.Scenarios.Count == 0 ? null : Section(
        "scenarios",
        "Scenarios",
        HtmlTable.Render(
            "Every scenario and what it committed, read from the DR's own log of changes",
            ["Scenario", "Verdict", "Title", "Committed", "Statements", "Time", "Reason"],
            report.Scenarios.Select(s => new object?[]
            {
                s.Id, Badge(ReportText.Verdict(s, report.Gates), Tones.For(s.Verdict)), s.Title, Effects(s.Effects),
                s.Effects is null ? "-" : ReportText.Number(s.Effects.Statements),
                s.Verdict == ScenarioVerdict.NotRun ? "-" : ReportText.Seconds(s.Seconds),
                s.Reason ?? "-",
            })));

    private static object Effects(ScenarioEffects? effects) => effects is null or { Tables.Count: 0 } ? ReportText.Describe(effects) : Element(
        "ul", ReportText.Describe(effects).Split("; ").Select(line => Element("li", line)));
}
