using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Attestation;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Api.History.V1;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

[Trait("needs", "docker")]
public sealed class WholeRunTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task Passes_and_closes_cleanly_started_by_dryrun_run()
    {
        await world.ReadyAsync();
        using var key = SigningKeyFile.Of("Ed25519");
        var plan = world.Plan("whole", ("once", TestWorld.OneRow), ("rolled_back", TestWorld.Nothing));
        await using var run = await RealRun.WithWorkerAsync(server, world, plan, with: new Dictionary<string, string> { [HostVariables.SigningKey] = key.Path });
        var (code, output, error) = await run.RunAsync();

        Assert.True(code == 0, output + error);
        await run.AssertNothingLeftAsync();
        var report = await run.ReportAsync();
        Assert.Equal("PASS CLEAN HELD", VerdictText.Describe(report.Summary.Verdicts));
        Assert.NotEqual(report.Production?.SystemIdentifier, report.DrSystemIdentifier);
        Assert.Equal(2500, report.Dump?.Rows);
        Assert.Subset(report.Timeline.Select(s => s.Step).ToHashSet(), new HashSet<string> { "provision.dump", "scenario.run", "teardown.2-dr-container", "closure.g28-no-secret" });

        var told = await run.DryRunAsync("report", run.Plan.Name);
        Assert.True(told.Code == 0 && told.Output.Contains("Cleanly closed", StringComparison.OrdinalIgnoreCase), told.Output + told.Error);
        var verified = await run.DryRunAsync("verify", $"{run.Options["DRYRUN_EVIDENCE"]}/{report.Summary.RunKey}", "--key", key.WritePublic());
        Assert.True(verified.Code == 0 && verified.Output.Contains("Verified: files unchanged, signature of key ", StringComparison.Ordinal), verified.Output + verified.Error);

        // Nobody listens to its traces, so that its history need not carry one.
        Assert.All((await run.Handle.FetchHistoryAsync()).Events.Select(e => e.ActivityTaskScheduledEventAttributes).OfType<ActivityTaskScheduledEventAttributes>(), a => Assert.Empty(a.Header?.Fields ?? []));
        var listed = await run.DryRunAsync("list", "--json");
        Assert.Contains(run.Id, listed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("temporal")]
    [InlineData("tctl")]
    [InlineData("form")]
    public async Task Is_the_same_run_started_by(string how)
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan($"by-{how}", ("once", TestWorld.OneRow)));
        var input = $$"""{"plan":"{{run.Plan.Name}}"}""";
        await (how switch
        {
            "tctl" => Shell.RunAsync(Tctl(), "--address", server.Address, "workflow", "start", "--tq", run.Queue, "--wt", "DryRun", "--wid", run.Id, "--et", "3600", "--input", input),
            // What the Web UI's form sends: the text as typed, with this encoding.
            "form" => Shell.RunAsync(Temporal(), "workflow", "start", "--address", server.Address, "-t", run.Queue, "--type", "DryRun", "-w", run.Id, "--input", $" {input}\n", "--input-meta", "encoding=json/plain"),
            _ => Shell.RunAsync(Temporal(), "workflow", "start", "--address", server.Address, "-t", run.Queue, "--type", "DryRun", "-w", run.Id, "--input", input),
        });

        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_broken_expectation_fails_the_run_and_the_rest_is_not_run()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("broken", ("once", TestWorld.Nothing), ("once", TestWorld.OneRow)));
        Assert.Equal(1, (await run.RunAsync()).Code);
        Assert.Equal([ScenarioVerdict.Fail, ScenarioVerdict.NotRun], (await run.ReportAsync()).Scenarios.Select(s => s.Verdict));
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Sees_the_row_that_the_code_committed_and_says_it_did_not() =>
        Assert.Contains("public.entry: 1 inserted", await CaughtAsync("half_rolled_back", Gate.RolledBack), StringComparison.Ordinal);

    [Fact]
    public async Task Sees_each_forbidden_statement_of_the_code_and_the_one_it_undid()
    {
        var found = await CaughtAsync("forbidden", Gate.AppendOnly);
        Assert.Contains("public.entry: 0 inserted, 0 updated, 1 deleted, 0 truncated", found, StringComparison.Ordinal);
        Assert.Contains("public.item: 0 inserted, 0 updated, 0 deleted, 1 truncated", found, StringComparison.Ordinal);
        Assert.Contains(EffectText.CatalogChanged, found, StringComparison.Ordinal);
        Assert.Equal(2, found.Split("DDL attempted").Length - 1);
    }

    [Fact]
    public async Task A_wrong_digest_starts_nothing_and_an_unknown_plan_fails_at_once()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("digest", ("once", TestWorld.OneRow)));
        var (code, output, error) = await run.DryRunAsync("run", run.Plan.Name, "--plan-sha256", new string('0', 64));
        Assert.True(code == 2, output + error);
        Assert.Equal(2, (await run.DryRunAsync("run", "no-such-plan")).Code);
        await run.AssertNothingLeftAsync();
    }

    /// <summary>What the gate found that failed a run of this code, which is to leave nothing.</summary>
    private async Task<string> CaughtAsync(string function, Gate gate)
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan($"caught-{function.Replace('_', '-')}", (function, TestWorld.Nothing)));
        Assert.Equal(1, (await run.RunAsync()).Code);
        var finding = Assert.Single((await run.EndAsync()).Findings, finding => finding.Gate == gate);
        await run.AssertNothingLeftAsync();
        return finding.Found;
    }

    private static string Temporal() => TemporalServer.Cli ?? throw new InvalidOperationException("needs the Temporal CLI: set TEMPORAL_CLI");

    private static string Tctl() => TemporalServer.Tctl ?? throw new InvalidOperationException("needs tctl: set TCTL");
}
