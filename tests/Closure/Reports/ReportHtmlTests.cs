using System.Text.RegularExpressions;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Snapshooter.Xunit3;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure.Reports;

public sealed partial class ReportHtmlTests
{
    [Fact]
    public void Says_the_verdicts_first()
    {
        var text = ReportHtml.Render(SampleReport.Failed());
        Snapshot.Match(text);
        var body = Page(text).Element("body")!;
        Assert.Equal(["header", "main"], body.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("✗ NOT CLEANLY CLOSED: a protected invariant was VIOLATED; 1 object was LEFT BEHIND; a scenario FAILED", body.Descendants("strong").First().Value);
        Assert.Equal(["left", "findings", "scenarios"], body.Descendants("h2").Take(3).Select(h => (string)h.Attribute("id")!));
    }

    [Fact]
    public void Needs_no_network_and_runs_nothing()
    {
        var page = Page(ReportHtml.Render(SampleReport.Failed()));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "a" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" or "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'", (string)page.Descendants("meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!, StringComparison.Ordinal);
        Assert.DoesNotMatch("url\\(|@import", page.Descendants("style").Single().Value);
    }

    [Fact]
    public void Gives_no_element_away_to_what_it_quotes()
    {
        var hostile = "</td><script>alert(1)</script>\"' onload='x\0\uD800";
        var gate = GateResult.Red(Gate.ExpectedOutcome, hostile, hostile, hostile, hostile, new Difference(hostile, hostile, hostile));
        var sample = SampleReport.Failed();
        var report = sample with { Gates = [gate], Scenarios = [sample.Scenarios[1] with { Title = hostile, Reason = hostile }], Run = sample.Run with { WorkflowId = hostile } };
        var page = Page(ReportHtml.Render(report));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains("</td><script>alert(1)</script>\"' onload='x\uFFFD\uFFFD", page.Descendants("dd").Select(d => d.Value));
    }

    [Fact]
    public void Shows_every_gate_object_scenario_step_and_difference()
    {
        var report = SampleReport.Failed();
        var page = Page(ReportHtml.Render(report));
        var rows = page.Descendants("tbody").Elements("tr").Select(r => string.Join('|', r.Elements().Select(c => c.Value))).ToArray();
        Assert.All(report.Gates, g => Assert.Contains(rows, r => r.StartsWith($"{g.Gate}|", StringComparison.Ordinal) && r.Contains($"|{g.Subject}Holds when", StringComparison.Ordinal) && r.EndsWith($"|{g.Expected}|{g.Found}", StringComparison.Ordinal)));
        Assert.All(report.Ledger.Entries, e => Assert.Contains(rows, r => r.StartsWith($"{e.Name}|{(int)e.Step}|", StringComparison.Ordinal)));
        Assert.All(report.Scenarios, s => Assert.Contains(rows, r => r.StartsWith($"{s.Id}|{VerdictText.Describe(s.Verdict)}|{s.Title}|", StringComparison.Ordinal)));
        Assert.Contains("kept.startedAt|10:00|10:01", rows);
        Assert.Equal(report.Timeline.Count, page.Descendants("rect").Count());
        Assert.Equal(report.Timeline.Count(s => s.Attempts > 1 || s.End != TimelineEnd.Completed), page.Descendants("rect").Count(r => ((string)r.Attribute("class")!).Contains("again", StringComparison.Ordinal)));
        Assert.Contains(rows, r => r.StartsWith("provision.dump|2.0 s|2.700 s|2|Completed", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith("Restore (recovery time)|2.3 s, 606,000,000 bytes, 15.81 GB/min", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_bar_lies_within_the_drawing()
    {
        var drawing = Page(ReportHtml.Render(SampleReport.Failed())).Descendants("svg").Single();
        Assert.All(drawing.Descendants("rect"), bar => Assert.InRange((double)bar.Attribute("x")! + (double)bar.Attribute("width")!, 90, 960));
        Assert.InRange(drawing.Descendants("line").Count(), 5, 11);
    }

    [Fact]
    public void A_run_that_was_refused_leaves_out_what_there_is_none_of()
    {
        var sample = SampleReport.Failed();
        var page = Page(ReportHtml.Render(sample with
        {
            Summary = sample.Summary with { Residuals = [] },
            Gates = [sample.Gates[0]],
            Scenarios = [],
            Ledger = new() { Entries = [] },
            Production = null,
            TeardownSeconds = null,
            Timeline = [],
        }));
        Assert.Equal(["ledger", "gates", "provenance"], page.Descendants("h2").Select(h => (string)h.Attribute("id")!));
    }

    /// <summary>It is HTML that is XML too, so that nothing in it is read otherwise than it was written.</summary>
    private static XElement Page(string html)
    {
        Assert.DoesNotMatch(Empty(), html);
        return XElement.Parse(html["<!doctype html>\n".Length..]);
    }

    /// <summary>What HTML reads as a tag that was left open.</summary>
    [GeneratedRegex("<(?!meta|br|line|rect)[a-z0-9]+( [^<>]*)?/>")]
    private static partial Regex Empty();
}
