using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>The timeline as SVG. Only a picture of the table beside it, so that a screen reader is told so in one sentence.</summary>
internal static class TimelineDrawing
{
    private const double Width = 960, Left = 90, Lane = 34, Bar = 22, Top = 8, Axis = 26, Thinnest = 1.5;

    public static XElement Draw(Report report)
    {
        var phases = report.Timeline.GroupBy(s => s.Step.Split('.')[0]).ToArray();
        var total = Math.Max(0.001, (report.EndedAt - report.StartedAt).TotalSeconds);
        var height = Top + (phases.Length * Lane) + Axis;
        return Element(
            "svg",
            Attribute("viewBox", $"0 0 {Number(Width)} {Number(height)}"),
            Attribute("role", "img"),
            Attribute("aria-label", $"Timeline over {ReportText.Seconds(total)}: " + string.Join(", ", phases.Select(p => $"{p.Key} from {ReportText.Seconds(After(report, p.First()))}, {p.Count()} steps")) + "."),
            Ticks(total, height),
            phases.SelectMany((phase, lane) => Phase(report, phase, Top + (lane * Lane), total)));
    }

    private static IEnumerable<XElement> Phase(Report report, IGrouping<string, TimelineStep> phase, double top, double total) =>
    [
        Element("text", At("x", 0), At("y", top + (Bar / 2) + 5), Class("lane"), phase.Key),
        .. phase.Select(step => Element(
            "rect",
            Class(step.Attempts > 1 || step.End != TimelineEnd.Completed ? "bar again" : "bar"),
            At("x", Left + (After(report, step) / total * (Width - Left))),
            At("y", top),
            At("width", Math.Max(Thinnest, step.Seconds / total * (Width - Left))),
            At("height", Bar),
            Element("title", $"{step.Step}: {ReportText.Seconds(step.Seconds)}, {(step.Attempts == 1 ? "1 attempt" : $"{step.Attempts} attempts")}, {step.End}"))),
    ];

    private static IEnumerable<XElement> Ticks(double total, double height)
    {
        var step = Step(total);
        for (var at = 0.0; at <= total; at += step)
        {
            var x = Left + (at / total * (Width - Left));
            yield return Element("line", Class("tick"), At("x1", x), At("x2", x), At("y1", Top), At("y2", height - Axis));
            yield return Element("text", Class("tick"), At("x", x), At("y", height - 6), $"{Number(at)} s");
        }
    }

    /// <summary>1, 2 or 5 times a power of ten, so that there are four to ten of them.</summary>
    private static double Step(double total)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(total / 4)));
        return total / (5 * power) >= 4 ? 5 * power : total / (2 * power) >= 4 ? 2 * power : power;
    }

    private static double After(Report report, TimelineStep step) => Math.Max(0, (step.StartedAt - report.StartedAt).TotalSeconds);

    private static XAttribute At(string name, double value) => Attribute(name, Number(value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
