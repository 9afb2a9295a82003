using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Scenarios;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

/// <summary>Each scenario with the row changes it committed, table by table.</summary>
internal static class HtmlScenarios
{
    public static XElement? Of(Report report) => report.Scenarios.Count == 0 ? null : Section(
        "scenarios",
        "Scenarios",
        HtmlTable.Of(
            "Every scenario and what it committed, read from the DR's own log of changes",
            ["Scenario", "Verdict", "Title", "Committed", "Statements", "Time", "Reason"],
            report.Scenarios.Select(s => new object?[]
            {
                s.Id, Word(VerdictWords.Of(s.Verdict), Tones.Of(s.Verdict)), s.Title, Effects(s.Effects),
                s.Effects is null ? "-" : ReportWords.Number(s.Effects.Statements),
                s.Verdict == ScenarioVerdict.NotRun ? "-" : ReportWords.Seconds(s.Seconds),
                s.Reason ?? "-",
            })));

    private static object Effects(ScenarioEffects? effects) => effects is null or { Tables.Count: 0 } ? ReportWords.Of(effects) : Element(
        "ul", ReportWords.Of(effects).Split("; ").Select(line => Element("li", line)));
}
