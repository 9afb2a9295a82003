using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

internal static class HtmlLedger
{
    public static XElement? Of(Report report) => Section(
        "ledger",
        "Ledger",
        HtmlTable.Of(
            "Every object of this run, in the order of its destruction",
            ["Object", "Step", "Kind", "State", "Id", "Why"],
            report.Ledger.Entries.OrderBy(e => e.Step).Select(e => new object?[]
            {
                e.Name, $"{e.Step}", $"{e.Kind}", Word(ReportWords.Of(e.State), Tones.Of(e.State)), e.Id is { } id ? Code(id) : "-", e.Reason ?? "-",
            })),
        report.TeardownSeconds is { } seconds ? Element("p", Class("note"), $"Teardown took {ReportWords.Seconds(seconds)}.") : null);
}
