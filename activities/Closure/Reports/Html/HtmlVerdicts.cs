using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

/// <summary>What somebody has to know who reads no further.</summary>
internal static class HtmlVerdicts
{
    public static XElement Of(Report report)
    {
        var (summary, verdicts) = (report.Summary, report.Summary.Verdicts);
        var clean = summary.CleanlyClosed;
        return Element(
            "header",
            Element("p", Class("over"), "Dry run"),
            Element("h1", summary.RunKey),
            Element("p", Class("closed"), Word(clean ? "✓ Cleanly closed" : "✗ NOT CLEANLY CLOSED", clean ? Tone.Good : Tone.Bad)),
            Element(
                "dl",
                Class("verdicts"),
                Tile("Scenarios", VerdictWords.Of(verdicts.Scenarios), Tones.Of(verdicts.Scenarios)),
                Tile("Teardown", VerdictWords.Of(verdicts.Teardown), Tones.Of(verdicts.Teardown)),
                Tile("Invariants", VerdictWords.Of(verdicts.Invariants), Tones.Of(verdicts.Invariants)),
                Tile("Exit code", summary.ExitCode.ToString(CultureInfo.InvariantCulture), summary.ExitCode == 0 ? Tone.Good : Tone.Bad)),
            summary.Reason is { } reason ? Element("p", Class("reason"), reason) : null,
            report.Holds.Select(h => Element("p", Class("reason"), ReportWords.Of(h))),
            Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:HH:mm:ss} UTC, {ReportWords.Seconds((report.EndedAt - report.StartedAt).TotalSeconds)}; ended: {summary.End}.")));
    }

    private static XElement Tile(string name, string words, Tone tone) => Element("div", Element("dt", name), Element("dd", Word(words, tone)));
}
