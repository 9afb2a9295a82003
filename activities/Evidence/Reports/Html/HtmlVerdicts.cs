using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

/// <summary>Renders the head of the page: the verdicts, what was run, what is claimed.</summary>
internal static class HtmlVerdicts
{
    public static XElement Render(Report report)
    {
        var (summary, verdicts) = (report.Summary, report.Summary.Verdicts);
        return Element(
            "header",
            Element("p", Class("over"), "Dry run"),
            Element("h1", summary.RunKey),
            Element("p", Class("closed"), Word($"{Sign(summary)} {Headline.Describe(summary)}", ToneOf(summary))),
            Element(
                "dl",
                Class("verdicts"),
                Tile("Scenarios", VerdictText.Describe(verdicts.Scenarios), Tones.For(verdicts.Scenarios)),
                Tile("Teardown", Headline.Teardown(summary), Headline.NothingCreated(summary) ? Tone.Muted : Tones.For(verdicts.Teardown)),
                Tile("Invariants", Headline.Invariants(summary), Headline.NothingCreated(summary) ? Tone.Muted : Tones.For(verdicts.Invariants)),
                Tile("Exit code", summary.ExitCode.ToString(CultureInfo.InvariantCulture), summary.ExitCode == 0 ? Tone.Good : Tone.Bad)),
            summary.Reason is { } reason ? Element("p", Class("reason"), reason) : null,
            Element(
                "dl",
                Class("facts"),
                Fact("Commit", Code(report.Commit)),
                Fact("Plan", Code(report.Run.Plan), ", SHA-256 ", Code(report.PlanSha256)),
                Fact("Claimed", ReportScope.Claimed(report)),
                Fact("Not claimed", ReportScope.NotClaimed(report)),
                Fact("Signature", WithCode(ReportScope.Signature))),
            report.Holds.Select(h => Element("p", Class("reason"), ReportText.Describe(h))),
            Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:HH:mm:ss} UTC, {ReportText.Seconds((report.EndedAt - report.StartedAt).TotalSeconds)}; ended: {summary.End}.")));
    }

    private static Tone ToneOf(ClosureSummary summary) => summary switch
    {
        { ExitCode: 0 } => Tone.Good,
        { CleanlyClosed: true, Verdicts.Scenarios: not ScenarioVerdict.Fail } => Tone.Warning,
        _ => Tone.Bad,
    };

    private static string Sign(ClosureSummary summary) => ToneOf(summary) switch
    {
        Tone.Good => "✓",
        Tone.Warning => "!",
        _ => "✗",
    };

    private static XElement[] Fact(string name, params object?[] value) => [Element("dt", name), Element("dd", value)];

    private static XElement Tile(string name, string words, Tone tone) => Element("div", Element("dt", name), Element("dd", Word(words, tone)));
}
