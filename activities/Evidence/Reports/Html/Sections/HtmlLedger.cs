using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

internal static class HtmlLedger
{
    public static XElement? Render(Report report) => Section(
        "ledger",
        "Ledger",
        HtmlTable.Render(
            "Every object of this run, in the order of its destruction",
            ["Object", "Step", "Kind", "State", "Id", "Why"],
            report.Ledger.Entries.OrderBy(e => e.Step).Select(e => new object?[]
            {
                e.Name, $"{(int)e.Step}", $"{e.Kind}", Badge(ReportText.Describe(e.State), Tones.For(e.State)), e.Id is { } id ? Code(id) : "-", e.Reason ?? "-",
            })),
        report.TeardownSeconds is { } seconds ? Element("p", Class("note"), $"Teardown took {ReportText.Seconds(seconds)}.") : null);
}
