using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Abort, cancel and terminate on real objects.</summary>
[Trait("needs", "docker")]
public sealed class StoppedRunTests(TemporalServer server, TestWorld world)
{
    [Theory]
    [InlineData("preflight.c03-production")]
    [InlineData("provision.restore")]
    [InlineData("scenario.run")]
    public async Task An_abort_stops_what_is_under_way_and_tears_everything_down(string activity)
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan($"abort-{activity.Replace('.', '-')}", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync(activity);
        Assert.Equal(0, (await run.DryRunAsync("abort", run.Id, "--reason", "wrong night")).Code);

        var summary = await run.EndAsync();
        Assert.Equal((6, "Aborted: wrong night"), (summary.ExitCode, summary.Reason));
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task An_abort_in_a_parked_teardown_skips_nothing_and_is_told_at_the_end()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("abort-while-parked", ("slow", TestWorld.OneRow)));
        var stranger = await world.BystanderAsync($"{world.Prefix}-stranger-abort");
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await Shell.RunAsync("docker", "network", "connect", run.Plan.Objects.Network, stranger);
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        Assert.Equal(0, (await run.DryRunAsync("abort", run.Id, "--reason", "enough")).Code);

        await Shell.RunAsync("docker", "network", "disconnect", run.Plan.Objects.Network, stranger);
        Assert.Equal(0, (await run.DryRunAsync("retry", run.Id)).Code);
        var summary = await run.EndAsync();
        Assert.Equal((6, true), (summary.ExitCode, summary.CleanlyClosed));
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_cancel_in_a_scenario_tears_everything_down_and_reads_canceled()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("cancelled", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await run.Handle.CancelAsync();

        Assert.Equal(6, (await run.EndAsync()).ExitCode);
        Assert.Equal(WorkflowExecutionStatus.Canceled, (await run.Handle.DescribeAsync()).Status);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_terminate_in_a_scenario_leaves_the_teardown_to_the_guard()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("terminated", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await run.Handle.TerminateAsync("planted");

        await run.Guard.GetResultAsync();
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_reset_in_a_scenario_leaves_the_teardown_to_the_guard_and_the_run_that_follows_ends_as_aborted()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("reset", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await ResetRun.ToTaskAsync(server.Client, run.Handle, int.MaxValue);

        Assert.Equal(6, (await run.EndAsync()).ExitCode);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Reconcile_tears_down_from_the_manifest_alone_when_both_workflows_are_gone()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("reconciled", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        var key = (await run.Handle.QueryAsync<RunStatus>("status", [])).RunKey;
        await run.Guard.TerminateAsync("planted");
        await run.Handle.TerminateAsync("planted");

        var (code, output, error) = await run.DryRunAsync("reconcile", $"{run.Options["DRYRUN_EVIDENCE"]}/{key}/manifest.json");
        Assert.True(code == 0, output + error);
        await run.AssertNothingLeftAsync();
    }
}
