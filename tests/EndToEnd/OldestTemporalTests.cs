using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.WorkflowService.V1;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What a run stands on most, once more on the oldest Temporal that is supported.</summary>
[Trait("needs", "docker")]
[Trait("started", "all")]
public sealed class OldestTemporalTests(TestWorld world) : IAsyncLifetime
{
    private KilledTemporal? temporal;

    private KilledTemporal Temporal => temporal ?? throw new InvalidOperationException("The server is not up.");

    public async ValueTask InitializeAsync()
    {
        await world.ReadyAsync();
        temporal = await KilledTemporal.StartAsync($"{world.Root}/oldest-{Guid.NewGuid():N}.db", TemporalPrograms.Oldest);
        var server = await temporal.Client.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest());
        Assert.StartsWith("1.29.", server.ServerVersion, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (temporal is not null)
        {
            await temporal.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_whole_run_ends_clean()
    {
        await using var run = await RealRun.WithWorkerAsync(Temporal.Client, world, world.Plan("oldest-whole", ("once", TestWorld.OneRow)));
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        await run.AssertNothingLeftAsync();
        Assert.Contains(run.Id, (await run.DryRunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abort_tears_everything_down()
    {
        await using var run = await RealRun.WithWorkerAsync(Temporal.Client, world, world.Plan("oldest-abort", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        Assert.Equal(0, (await run.DryRunAsync("abort", run.Id, "--reason", "wrong night")).Code);
        Assert.Equal(6, (await run.EndAsync()).ExitCode);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_reset_has_the_guard_tear_everything_down()
    {
        await using var run = await RealRun.WithWorkerAsync(Temporal.Client, world, world.Plan("oldest-reset", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await ResetRun.ToTaskAsync(Temporal.Client, run.Handle, int.MaxValue);
        Assert.Equal(6, (await run.EndAsync()).ExitCode);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_new_worker_finishes_the_run_of_a_killed_one()
    {
        await using var run = await RealRun.WithWorkerAsync(Temporal.Client, world, world.Plan("oldest-killed", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        run.KillWorkers();
        await run.StartWorkerAsync();
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        Assert.Equal(1, await run.TimesTheCodeRanAsync());
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_parked_teardown_goes_on_when_told_to()
    {
        await using var run = await RealRun.WithWorkerAsync(Temporal.Client, world, world.Plan("oldest-parked", ("slow", TestWorld.OneRow)));
        var stranger = await world.BystanderAsync($"{world.Prefix}-stranger-oldest");
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await Shell.RunAsync("docker", "network", "connect", run.Plan.Objects.Network, stranger);
        var parked = await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        Assert.Equal(run.Plan.Objects.Network, Assert.Single(parked.Residuals).Name);

        await Shell.RunAsync("docker", "network", "disconnect", run.Plan.Objects.Network, stranger);
        Assert.Equal(0, (await run.DryRunAsync("retry", run.Id)).Code);
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        await run.AssertNothingLeftAsync();
    }
}
