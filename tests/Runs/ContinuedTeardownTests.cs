using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Testing;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>A teardown parked for long continues as new; on this server it does so after every walk.</summary>
public sealed class ContinuedTeardownTests
{
    [Fact]
    public async Task Goes_on_with_its_ledger_and_what_was_acknowledged_before()
    {
        await using var server = await WorkflowEnvironment.StartLocalAsync(new WorkflowEnvironmentStartLocalOptions
        {
            DataConverter = DryRunConverter.Instance,
            SearchAttributes = SearchAttributes.All,
            DevServerOptions = new DevServerOptions
            {
                ExistingPath = TemporalServer.Cli,
                ExtraArgs = [.. TemporalServer.Settings, "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=20"],
            },
        });
        var world = new FakeWorld();
        world.Stuck["vol-x"] = world.Stuck["net-x"] = "held";
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Guard, s => s.Residuals.Count == 2);
        var first = (await run.Guard.DescribeAsync()).RunId;
        await run.Guard.SignalAsync("acknowledge", [new { @object = "vol-x", reason = "we keep it" }]);
        await FakeRun.UntilAsync(run.Guard, s => s.Residuals.Count == 1);
        await run.Guard.SignalAsync("retry", []);
        await FakeRun.UntilAsync(run.Guard, s => s.Residuals.Count == 1 && world.Calls.Count(c => c == "teardown.4-network") > 5);
        Assert.NotEqual(first, (await run.Guard.DescribeAsync()).RunId);

        world.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        var (summary, _) = await run.EndAsync();
        Assert.Equal(4, summary?.ExitCode);
        Assert.Contains("we keep it", Assert.Single(summary?.Residuals ?? []).Acknowledged, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Acknowledged, world.Report?.Ledger.Entries.Single(e => e.Name == "vol-x").State);
        Assert.Equal(5, world.Asked.OfType<StepRequest>().Count(r => r.Step == TeardownStep.DrVolumes));
        Assert.Single(world.Asked.OfType<StepRequest>(), r => r.Step == TeardownStep.DrContainer);
    }
}
