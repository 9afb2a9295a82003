using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

internal static class HtmlResiduals
{
    public static XElement? Render(Report report) => report.Summary.Residuals.Count == 0 ? null : Section(
        "left",
        "Left behind",
        HtmlTable.Render("What teardown could not remove, and the one command that would", ["Object", "Kind", "Reason", "Command"], report.Summary.Residuals.Select(r => new object?[]
        {
            r.Id is null ? r.Name : $"{r.Name} ({r.Id})",
            $"{r.Kind}",
            r.Acknowledged is { } acknowledged ? $"{r.Reason} Acknowledged: {acknowledged}" : r.Reason,
            Code(r.Remedy),
        })));
}
