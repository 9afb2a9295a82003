using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>What needs no Temporal.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dryrun-cli-");
    private readonly Terminal terminal = new("127.0.0.1:1");

    public void Dispose()
    {
        terminal.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Refuses_what_it_does_not_know_with_2_and_names_the_help()
    {
        Assert.Equal(2, await terminal.RunAsync("acknowledge", "x", "y"));
        Assert.Contains("--reason", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("dryrun acknowledge --help", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_Temporal_is_not_there_and_where_it_looked()
    {
        var port = FreePort.Any();
        Assert.Equal(7, await terminal.RunAsync("status", "x", "--address", $"127.0.0.1:{port}"));
        Assert.StartsWith($"Temporal at 127.0.0.1:{port} (namespace default) did not answer: ", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at DotIuCutter", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_plan_with_exact_names_in_creation_and_teardown_order()
    {
        Assert.Equal(0, await terminal.RunAsync("plan", await PlanAsync(SamplePlan.Any("sample"))));
        var lines = terminal.Lines;
        Assert.Contains($"  sha256       {PlanDigest.Compute(SamplePlan.Any("sample"))}", lines);
        Assert.True(At("network dr-net-{run} (isolated network)") < At("container pg-dry-run-{run} (DR container)"));
        Assert.True(At("1. container harness-{run}") < At("2. container pg-dry-run-{run}"));
        Assert.True(At("4. network dr-net-{run}") < At("7. check that production's system identifier"));
        Assert.Contains("  S1 It rolls back (sql, from a fresh clone, SQLSTATE 23505, rolls back)", lines);

        int At(string text) => Array.FindLastIndex(lines, l => l.Contains(text, StringComparison.Ordinal)) is var i and >= 0 ? i : throw new Xunit.Sdk.XunitException($"no line '{text}'");
    }

    [Fact]
    public async Task Shows_a_plan_as_JSON()
    {
        Assert.Equal(0, await terminal.RunAsync("plan", await PlanAsync(SamplePlan.Any("sample")), "--json"));
        var outline = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal("dryrun-sample", outline.GetProperty("workflowId").GetString());
        Assert.Equal(31, outline.GetProperty("gates").GetArrayLength());
    }

    [Fact]
    public async Task Lists_what_is_wrong_with_a_plan_and_exits_2()
    {
        var path = Path.Combine(folder.FullName, "broken.json");
        await File.WriteAllTextAsync(path, "{ nonsense", TestContext.Current.CancellationToken);
        Assert.Equal(2, await terminal.RunAsync("plan", path));
        Assert.Contains("is not valid: 1 problem(s)", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    [InlineData("reconcile")]
    public async Task Says_that_a_file_is_not_there(string command)
    {
        Assert.Equal(2, await terminal.RunAsync(command, "/nowhere/at-all.json"));
        Assert.StartsWith("There is no ", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("'/nowhere/at-all.json'. Give ", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_manifest()
    {
        var path = await PlanAsync(SamplePlan.Any("sample"));
        Assert.Equal(2, await terminal.RunAsync("reconcile", path));
        Assert.Contains("expected a manifest.json as a run writes it", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_start_a_worker_with_options_missing()
    {
        Assert.Equal(2, await terminal.RunAsync("worker"));
        Assert.Contains("DRYRUN_EVIDENCE", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("DRYRUN_WORK_ROOT", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_the_newest_report_of_a_plan_and_never_another_plans()
    {
        await ReportAsync("app-0123456789ab", "old", DateTime.UtcNow.AddHours(-1));
        await ReportAsync("app-aaaaaaaaaaaa", "new", DateTime.UtcNow);
        await ReportAsync("app-two-bbbbbbbbbbbb", "another's", DateTime.UtcNow.AddHours(1));
        terminal.Environment["DRYRUN_EVIDENCE"] = folder.FullName;
        Assert.Equal(0, await terminal.RunAsync("report", "app"));
        Assert.Equal("new", terminal.Out);
        Assert.Equal(0, await terminal.RunAsync("report", "app-0123456789ab"));
        Assert.Equal("newold", terminal.Out);
        Assert.Equal(2, await terminal.RunAsync("report", "app", "--format", "junit"));
        Assert.Contains("junit.xml", terminal.Error, StringComparison.Ordinal);
    }

    private async Task<string> PlanAsync(Plan plan)
    {
        var path = Path.Combine(folder.FullName, "plan.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(plan, Json.Options), TestContext.Current.CancellationToken);
        return path;
    }

    private async Task ReportAsync(string key, string text, DateTime written)
    {
        var run = folder.CreateSubdirectory(key);
        await File.WriteAllTextAsync(Path.Combine(run.FullName, "report.md"), text, TestContext.Current.CancellationToken);
        run.LastWriteTimeUtc = written;
    }
}
