using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure.Reports;

/// <summary>The first line of a report says the worst.</summary>
public sealed class HeadlineTests
{
    public static TheoryData<RunEnd, ScenarioVerdict, TeardownVerdict, InvariantVerdict, bool, int, string> Runs => new()
    {
        { RunEnd.Finished, ScenarioVerdict.Pass, TeardownVerdict.Clean, InvariantVerdict.Held, true, 0, "PASSED, cleanly closed: nothing was left, nothing protected was touched" },
        { RunEnd.Finished, ScenarioVerdict.Fail, TeardownVerdict.Clean, InvariantVerdict.Held, true, 1, "a scenario FAILED; cleanly closed" },
        { RunEnd.Refused, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Unknown, true, 3, "REFUSED by a gate; nothing was created" },
        { RunEnd.Refused, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Held, true, 3, "REFUSED by a gate; cleanly closed" },
        { RunEnd.Aborted, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Held, true, 6, "ABORTED before all scenarios had run; cleanly closed" },
        { RunEnd.Aborted, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Unknown, true, 6, "ABORTED before all scenarios had run; nothing was created" },
        { RunEnd.Faulted, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Unknown, false, 7, "NOT CLEANLY CLOSED: an invariant could NOT BE MEASURED; BROKEN OFF by a step that failed for good before all scenarios had run" },
        { RunEnd.Finished, ScenarioVerdict.Pass, TeardownVerdict.Residuals, InvariantVerdict.Violated, false, 5, "NOT CLEANLY CLOSED: a protected invariant was VIOLATED; the teardown left RESIDUALS" },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Says_the_worst_first(RunEnd end, ScenarioVerdict scenarios, TeardownVerdict teardown, InvariantVerdict invariants, bool clean, int code, string headline) =>
        Assert.Equal(headline, Headline.Describe(Summary(end, scenarios, teardown, invariants, clean, code)));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Only_a_pass_is_green(RunEnd end, ScenarioVerdict scenarios, TeardownVerdict teardown, InvariantVerdict invariants, bool clean, int code, string headline)
    {
        var summary = Summary(end, scenarios, teardown, invariants, clean, code);
        var report = SampleReport.Failed() with { Summary = summary };
        var first = XElement.Parse(ReportHtml.Render(report)["<!doctype html>\n".Length..]).Descendants("strong").First();
        Assert.EndsWith(headline, first.Value, StringComparison.Ordinal);
        Assert.Equal(code == 0, ((string)first.Attribute("class")!).Contains("good", StringComparison.Ordinal));
        Assert.Equal(code == 0, SummaryText.Render(summary).First(l => l.Text == $"Run demo-0123456789ab: {headline}.").Tone == Tone.Good);
        Assert.Equal(code == 0 ? 0 : 1, XDocument.Parse(ReportJunit.Render(report)).Descendants("testcase").First().Elements("failure").Count());
    }

    [Fact]
    public void A_run_that_created_nothing_says_so_in_place_of_a_clean_teardown()
    {
        var summary = Summary(RunEnd.Refused, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Unknown, true, 3);
        var report = SampleReport.Failed() with { Summary = summary, TeardownSeconds = null, Ledger = new Ledger { Entries = [] } };
        Assert.Contains("| NOT RUN | nothing was created | not measured | Refused | 3 |", ReportMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains(SummaryText.Render(summary), l => l.Text == "  Teardown    nothing was created");
        Assert.DoesNotContain(SummaryText.Render(summary), l => l.Text.Contains("CLEAN", StringComparison.Ordinal));
    }

    [Fact]
    public void The_head_of_a_report_has_the_plans_own_sentence()
    {
        var report = SampleReport.Failed() with { Description = "Nightly rehearsal of the cutter" };
        Assert.Contains("| Description | Nightly rehearsal of the cutter |", ReportMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains("Nightly rehearsal of the cutter", ReportHtml.Render(report), StringComparison.Ordinal);
        Assert.DoesNotContain("Description", ReportMarkdown.Render(SampleReport.Failed()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_that_was_interrupted_is_told_from_one_that_never_began()
    {
        var sample = SampleReport.Failed();
        var report = sample with { Gates = [.. sample.Gates, sample.Gates[0] with { Scenario = "S3" }] };
        Assert.Contains("| S3 | never came to it | NOT RUN (interrupted) |", ReportMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains(XDocument.Parse(ReportJunit.Render(report)).Descendants("skipped"), s => (string?)s.Attribute("message") == "interrupted");
        Assert.Contains("| S3 | never came to it | NOT RUN |", ReportMarkdown.Render(sample), StringComparison.Ordinal);
    }

    private static ClosureSummary Summary(RunEnd end, ScenarioVerdict scenarios, TeardownVerdict teardown, InvariantVerdict invariants, bool clean, int code) => new()
    {
        Plan = "demo",
        RunKey = "demo-0123456789ab",
        End = end,
        Verdicts = new Verdicts { Scenarios = scenarios, Teardown = teardown, Invariants = invariants },
        CleanlyClosed = clean,
        ExitCode = code,
    };
}
