using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>A lane for each phase, a bar for each step, and the same as a table.</summary>
internal static class HtmlTimeline
{
    public static XElement? Render(Report report) => report.Timeline.Count == 0 ? null : Section(
        "timeline",
        "Timeline",
        TimelineDrawing.Draw(report),
        Element("p", Class("note"), Describe(report.Timeline)),
        Element(
            "details",
            Element("summary", $"All {report.Timeline.Count} steps"),
            HtmlTable.Render("Every step in the order it began", ["Step", "Began after", "Took", "Attempts", "Ended"], report.Timeline.Select(s => new object?[]
            {
                s.Step, ReportText.Seconds((s.StartedAt - report.StartedAt).TotalSeconds), Seconds(s.Seconds),
                s.Attempts.ToString(CultureInfo.InvariantCulture), $"{s.End}",
            }))));

    private static string Describe(IReadOnlyList<TimelineStep> steps)
    {
        var again = steps.Count(s => s.Attempts > 1);
        return again == 0 ? "Every step was done at its first attempt." : $"{again} of {steps.Count} steps took more than one attempt; they are outlined.";
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s");
}
