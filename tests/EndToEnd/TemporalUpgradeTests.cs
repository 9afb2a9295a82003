using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Temporal goes from the oldest supported version to the current one while runs are open. They end clean, and nothing is done twice.</summary>
[Trait("started", "all")]
public sealed class TemporalUpgradeTests(TestWorld world)
{
    [Fact]
    public async Task A_held_run_and_a_parked_teardown_outlive_the_upgrade_of_a_development_server()
    {
        using var folder = new TemporaryFolder();
        await using var temporal = await KilledTemporal.StartAsync($"{folder.Path}/temporal.db", TemporalPrograms.Oldest);
        await SearchAttributeRegistration.RegisterAsync(temporal.Client, TestContext.Current.CancellationToken);
        await using var held = new FakeRun(temporal.Client, new FakeWorld());
        await held.StartAsync(new StartInput { Plan = "two-scenarios", Hold = new HoldRequest { Seconds = 3600, At = ["before S2"] } });
        var stuck = new FakeWorld();
        stuck.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
        await using var parked = new FakeRun(temporal.Client, stuck);
        await parked.StartAsync();
        await FakeRun.UntilAsync(held.Handle, s => s.Held is not null);
        await FakeRun.UntilAsync(parked.Handle, s => s.Phase == RunPhase.TeardownStuck);
        var before = await VersionAsync(temporal.Client);

        var began = Stopwatch.GetTimestamp();
        await temporal.StopAsync();
        temporal.Programs = TemporalPrograms.Current;
        await temporal.StartAgainAsync();
        await FakeRun.UntilAsync(held.Handle, s => s.Held is not null);
        Tell(before, await VersionAsync(temporal.Client), began);

        await held.Handle.SignalAsync("continue", []);
        stuck.Stuck.Clear();
        await parked.Guard.SignalAsync("retry", []);
        Assert.Equal(0, (await held.EndAsync()).Summary?.ExitCode);
        Assert.Equal(0, (await parked.EndAsync()).Summary?.ExitCode);
        foreach (var run in new[] { held, parked })
        {
            Assert.Equal(2, run.World.Calls.Count(c => c == "scenario.run"));
            Assert.Empty(run.World.Objects);

            // Each of the two scenarios has a harness of its own, under one name.
            Assert.All(run.World.Destroyed, d => Assert.Equal(d.Key == "harness-x" ? 2 : 1, d.Value));
            await run.ReplayAsync();
        }
    }

    [Fact]
    [Trait("needs", "docker")]
    public async Task A_run_in_a_scenario_outlives_the_upgrade_of_a_cluster_on_PostgreSQL()
    {
        await world.ReadyAsync();
        var settings = new ClusterSettings(0);
        await using var temporal = await ClusterTemporal.StartAsync(await world.DatabaseOfTemporalAsync(settings), $"{world.Root}/upgraded", settings, TemporalPrograms.Oldest);
        await using var run = await RealRun.WithWorkerAsync(temporal.Client, world, world.Plan("temporal-upgraded", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        var before = await VersionAsync(temporal.Client);

        var began = Stopwatch.GetTimestamp();
        await temporal.StopAsync();
        temporal.Programs = TemporalPrograms.Current;
        Assert.Contains("version mismatch", await temporal.RefusalAsync(), StringComparison.Ordinal);
        await temporal.UpdateSchemaAsync();
        await temporal.StartAgainAsync();
        Tell(before, await VersionAsync(temporal.Client), began);

        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        Assert.Equal(1, await run.TimesTheCodeRanAsync());
        await run.AssertNothingLeftAsync();
    }

    private static async Task<string> VersionAsync(ITemporalClient client) => (await client.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest())).ServerVersion;

    private static void Tell(string before, string after, long began)
    {
        Assert.NotEqual(before, after);
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} to {after}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s from the stop to the first answer");
    }
}
