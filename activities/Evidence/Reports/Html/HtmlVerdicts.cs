using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

/// <summary>What somebody has to know who reads no further.</summary>
internal static class HtmlVerdicts
{
    public static XElement Render(Report report)
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
                Tile("Scenarios", VerdictText.Describe(verdicts.Scenarios), Tones.For(verdicts.Scenarios)),
                Tile("Teardown", VerdictText.Describe(verdicts.Teardown), Tones.For(verdicts.Teardown)),
                Tile("Invariants", VerdictText.Describe(verdicts.Invariants), Tones.For(verdicts.Invariants)),
                Tile("Exit code", summary.ExitCode.ToString(CultureInfo.InvariantCulture), summary.ExitCode == 0 ? Tone.Good : Tone.Bad)),
            summary.Reason is { } reason ? Element("p", Class("reason"), reason) : null,
            report.Holds.Select(h => Element("p", Class("reason"), ReportText.Describe(h))),
            Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:HH:mm:ss} UTC, {ReportText.Seconds((report.EndedAt - report.StartedAt).TotalSeconds)}; ended: {summary.End}.")));
    }

    private static XElement Tile(string name, string words, Tone tone) => Element("div", Element("dt", name), Element("dd", Word(words, tone)));
}
