using System.Text;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>A secret that a finding quotes is kept out of journal and report, and G-28 is red for it although no file holds it.</summary>
public sealed class SecretInReportTests(TemporalServer server)
{
    /// <summary>With characters that Markdown, XML and JSON each write in another way.</summary>
    private const string Secret = "p&ss|w<rd\"9@/[x]";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_file_holds_it_and_the_run_is_not_cleanly_closed()
    {
        using var scratch = new Scratch();
        Plant(scratch);
        var world = new FakeWorld { Host = scratch, Says = $"it said {Secret}", Write = Real(scratch).WriteAsync };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((4, FailureTypes.NotCleanlyClosed, TeardownVerdict.Residuals), (summary?.ExitCode, failure, summary?.Verdicts.Teardown));
        Assert.Equal("named secret 'planted', raw", Assert.Single(summary!.Findings, g => g.Gate == Gate.NoSecretRetained).Found.Split("; ")[0]);
        AssertWrittenWithout(Directory.GetFiles(summary.EvidenceDirectory!), "G-28 the run's journal before it was written");
        Assert.Contains("redacted", await File.ReadAllTextAsync(Path.Join(summary.EvidenceDirectory, JournalFile.Name), Cancel), StringComparison.Ordinal);
        Assert.Equal(1, world.Calls.Count(c => c == "closure.report"));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task A_run_that_created_nothing_says_so_too()
    {
        using var scratch = new Scratch();
        Plant(scratch);
        var world = new FakeWorld { Host = scratch, Says = Secret, Write = Real(scratch).WriteAsync };
        world.Red["preflight.g06-code"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((4, FailureTypes.NotCleanlyClosed, false), (summary?.ExitCode, failure, summary?.CleanlyClosed));
        Assert.Contains(Gate.NoSecretRetained, summary!.Findings.Select(g => g.Gate));
        AssertWrittenWithout(Directory.GetFiles(summary.EvidenceDirectory!), "G-28 the run's journal before it was written");
    }

    /// <summary>The host came to know the secret after the journal had quoted it, so that only the report can be kept clean.</summary>
    [Fact]
    public async Task G28_is_red_in_the_journal_before_a_report_that_would_quote_it_is_written_without_it()
    {
        using var scratch = new Scratch();
        var run = await RunOnDisk.CloseAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
        await run.JudgeAsync(GateResult.Red(Gate.NamesFree, "names", "free", $"it said {Secret}", "look"));
        Plant(scratch);
        var summary = await RunOnDisk.ReportAsync(scratch.Host, await run.ReadAgainAsync(Cancel));

        Assert.Equal((4, false, TeardownVerdict.Residuals), (summary.ExitCode, summary.CleanlyClosed, summary.Verdicts.Teardown));
        var found = Assert.Single(summary.Findings, g => g.Gate == Gate.NoSecretRetained);
        Assert.Equal((GateState.Red, "named secret 'planted', raw"), (found.State, found.Found.Split("; ")[0]));
        Assert.DoesNotContain(Secret, $"{found}", StringComparison.Ordinal);
        var entries = (await run.ReadAgainAsync(Cancel)).Journal.Entries;
        Assert.True(entries[^2] is GateJudged { Result: { State: GateState.Red } judged } && judged.Gate == Gate.NoSecretRetained && entries[^1] is Closed, $"{entries[^2]}");
        AssertWrittenWithout([.. Reports.Select(name => Path.Join(run.Folder, name))], "G-28 the report before it was written");
    }

    private static IReadOnlyList<string> Reports => ["report.json", "report.md", "report.html", "junit.xml"];

    private static void Plant(Scratch scratch) => scratch.Named("secrets", "planted", Encoding.UTF8.GetBytes(Secret));

    private static ReportWriting Real(Scratch scratch) => new(scratch.Host, scratch.Evidence);

    /// <summary>Not as it is, and not as Markdown, XML or JSON would write it; but the report says that it was there.</summary>
    private static void AssertWrittenWithout(IReadOnlyList<string> paths, string finding)
    {
        var files = paths.ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        string[] forms = [Secret, "p&ss\\|w&lt;rd\"9&#64;/\\[x]", "p&amp;ss|w&lt;rd\"9@/[x]", "p&amp;ss|w&lt;rd&quot;9@/[x]", "p&ss|w<rd\\\"9@/[x]"];
        Assert.All(files.Values, text => Assert.All(forms, form => Assert.DoesNotContain(form, text, StringComparison.Ordinal)));
        Assert.All(files.Values, text => Assert.DoesNotContain("9@/[x]", text, StringComparison.Ordinal));
        Assert.All(Reports, name => Assert.Contains("redacted", files[name], StringComparison.Ordinal));
        Assert.Contains("NOT CLEANLY CLOSED", files["report.md"], StringComparison.Ordinal);
        Assert.Contains(finding, XDocument.Parse(files["junit.xml"]).Descendants("testcase").Select(c => (string?)c.Attribute("name")));
    }
}
