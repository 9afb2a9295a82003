using System.Text;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>A secret that a finding quotes comes to closure.report after G-28 has looked at every file.</summary>
public sealed class SecretInReportTests(TemporalServer server)
{
    /// <summary>With characters that Markdown, XML and JSON each write in another way.</summary>
    private const string Secret = "p&ss|w<rd\"9@/[x]";

    [Fact]
    public async Task No_file_holds_it_and_the_run_is_not_cleanly_closed()
    {
        using var scratch = Planted();
        var world = new FakeWorld { Says = $"it said {Secret}", Write = Real(scratch).WriteAsync };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((4, FailureTypes.NotCleanlyClosed, TeardownVerdict.Residuals), (summary?.ExitCode, failure, summary?.Verdicts.Teardown));
        Assert.Equal("named secret 'planted', raw", Assert.Single(summary!.Findings, g => g.Gate == "G-28").Found.Split("; ")[0]);
        AssertWrittenWithout(summary);
        Assert.Equal(2, world.Calls.Count(c => c == "closure.report"));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task A_run_that_created_nothing_says_so_too()
    {
        using var scratch = Planted();
        var world = new FakeWorld { Says = Secret, Write = Real(scratch).WriteAsync };
        world.Red["preflight.g06-code"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((4, FailureTypes.NotCleanlyClosed, false), (summary?.ExitCode, failure, summary?.CleanlyClosed));
        Assert.Contains("G-28", summary!.Findings.Select(g => g.Gate));
        AssertWrittenWithout(summary);
    }

    [Fact]
    public async Task Nothing_is_written_before_G28_is_red()
    {
        using var scratch = Planted();
        var world = new FakeWorld { Says = Secret };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();

        var report = world.Report! with { Run = scratch.Run };
        var refused = await Real(scratch).WriteAsync(report);
        Assert.Equal((null, null, GateState.Red), (refused.Sha256, refused.Written, refused.Finding?.State));
        Assert.Empty(scratch.Evidence.Files(scratch.Run));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);

        var written = await Real(scratch).WriteAsync(report with { Gates = [.. report.Gates, refused.Finding!] });
        Assert.Equal((64, null), (written.Sha256?.Length, written.Finding));
        Assert.Equal(report.Summary.ExitCode, written.Written?.Summary.ExitCode);
        Assert.Contains("report.json", scratch.Evidence.Files(scratch.Run));
    }

    private static Scratch Planted()
    {
        var scratch = new Scratch();
        scratch.Named("secrets", "planted", Encoding.UTF8.GetBytes(Secret));
        return scratch;
    }

    private static ClosureActivities Real(Scratch scratch) => new(scratch.Host, null!, scratch.Evidence);

    /// <summary>Not as it is, and not as Markdown, XML or JSON would write it; but the report says that it was there.</summary>
    private static void AssertWrittenWithout(ClosureSummary summary)
    {
        var files = Directory.GetFiles(summary.EvidenceDirectory!).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        string[] forms = [Secret, "p&ss\\|w&lt;rd\"9&#64;/\\[x]", "p&amp;ss|w&lt;rd\"9@/[x]", "p&amp;ss|w&lt;rd&quot;9@/[x]", "p&ss|w<rd\\\"9@/[x]"];
        Assert.All(files.Values, text => Assert.All(forms, form => Assert.DoesNotContain(form, text, StringComparison.Ordinal)));
        Assert.All(files.Values, text => Assert.DoesNotContain("9@/[x]", text, StringComparison.Ordinal));
        Assert.All(["report.json", "report.md", "junit.xml"], name => Assert.Contains("redacted", files[name], StringComparison.Ordinal));
        Assert.Contains("NOT CLEANLY CLOSED", files["report.md"], StringComparison.Ordinal);
        Assert.Contains("G-28 the report before it was written", files["junit.xml"], StringComparison.Ordinal);
    }
}
