using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>Renders which plan, code and images were run.</summary>
internal static class HtmlProvenance
{
    public static XElement? Render(Report report) => Section(
        "provenance",
        "What was run",
        HtmlTable.Facts("Plan, code and images", [
            ("Plan", report.Run.Plan),
            ("Plan's SHA-256", Code(report.PlanSha256)),
            ("Code's commit", Code(report.Commit)),
            ("Code's export", report.Code is { } export ? WithCode(ReportText.Describe(export)) : null),
            ("DR's image", report.DrImageId is { } dr ? Code(dr) : null),
            ("Harness's image", report.HarnessImageId is { } harness ? Code(harness) : null),
            ("Workflow", Code(report.Run.WorkflowId)),
            ("Nonce", Code(report.Run.Nonce)),
        ]),
        Element(
            "p",
            Class("note"),
            "This page says what report.json says. Check both, and everything beside them, with ",
            Code("dryrun verify"),
            "."));
}
