using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

/// <summary>Renders report.html: one file for people, verdicts first. It has no script, and its policy lets it load nothing. Pure.</summary>
internal static class ReportHtml
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static string Render(Report report) => "<!doctype html>\n" + Page(report).ToString(SaveOptions.None).ReplaceLineEndings("\n") + "\n";

    private static XElement Page(Report report) => Element(
        "html",
        Attribute("lang", "en"),
        Element(
            "head",
            Element("meta", Attribute("charset", "utf-8")),
            Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
            Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
            Element("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
            Element("title", $"{report.Summary.RunKey}: {Headline.Describe(report.Summary)}"),
            Element("style", Stylesheet.Text)),
        Element(
            "body",
            HtmlVerdicts.Render(report),
            Element(
                "main",
                HtmlResiduals.Render(report),
                HtmlFindings.Render(report),
                HtmlScenarios.Render(report),
                HtmlTimeline.Render(report),
                HtmlProduction.Render(report),
                HtmlLedger.Render(report),
                HtmlForeign.Render(report),
                HtmlGates.Render(report),
                HtmlProvenance.Render(report))));
}
