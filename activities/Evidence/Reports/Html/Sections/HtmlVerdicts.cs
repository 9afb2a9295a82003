using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

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
            Element("p", Class("closed"), Badge($"{Sign(summary)} {Headline.Describe(summary)}", ToneOf(summary))),
            Element(
                "dl",
                Class("verdicts"),
                Tile("Scenarios", VerdictText.Describe(verdicts.Scenarios), Tones.For(verdicts.Scenarios)),
                Tile("Teardown", Headline.Teardown(summary), Headline.NothingCreated(summary) ? WordTone.Muted : Tones.For(verdicts.Teardown)),
                Tile("Invariants", Headline.Invariants(summary), Headline.NothingCreated(summary) ? WordTone.Muted : Tones.For(verdicts.Invariants)),
                Tile("Exit code", summary.ExitCode.ToString(CultureInfo.InvariantCulture), summary.ExitCode == 0 ? WordTone.Good : WordTone.Bad)),
            summary.Reason is { } reason ? Element("p", Class("reason"), reason) : null,
            Element(
                "dl",
                Class("facts"),
                Fact("Commit", Code(report.Commit)),
                Fact("Plan", Code(report.Run.Plan), ", SHA-256 ", Code(report.PlanSha256)),
                report.Description is { } description ? Fact("Description", description) : null,
                Fact("Claimed", ReportScope.Claimed(report)),
                Fact("Not claimed", ReportScope.NotClaimed(report)),
                Fact("Signature", WithCode(ReportScope.Signature))),
            report.Holds.Select(h => Element("p", Class("reason"), ReportText.Describe(h))),
            Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:HH:mm:ss} UTC, {ReportText.Seconds((report.EndedAt - report.StartedAt).TotalSeconds)}; ended: {summary.End}.")));
    }

    private static WordTone ToneOf(ClosureSummary summary) => summary switch
    {
        { ExitCode: 0 } => WordTone.Good,
        { CleanlyClosed: true, Verdicts.Scenarios: not ScenarioVerdict.Fail } => WordTone.Warning,
        _ => WordTone.Bad,
    };

    private static string Sign(ClosureSummary summary) => ToneOf(summary) switch
    {
        WordTone.Good => "✓",
        WordTone.Warning => "!",
        _ => "✗",
    };

    private static XElement[] Fact(string name, params object?[] value) => [Element("dt", name), Element("dd", value)];

    private static XElement Tile(string name, string words, WordTone tone) => Element("div", Element("dt", name), Element("dd", Badge(words, tone)));
}
