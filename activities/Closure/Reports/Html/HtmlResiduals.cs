using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

internal static class HtmlResiduals
{
    public static XElement? Of(Report report) => report.Summary.Residuals.Count == 0 ? null : Section(
        "left",
        "Left behind",
        HtmlTable.Of("What teardown could not remove, and the one command that would", ["Object", "Kind", "Reason", "Command"], report.Summary.Residuals.Select(r => new object?[]
        {
            r.Id is null ? r.Name : $"{r.Name} ({r.Id})",
            $"{r.Kind}",
            r.Acknowledged is { } acknowledged ? $"{r.Reason} Acknowledged: {acknowledged}" : r.Reason,
            Code(r.Remedy),
        })));
}
