using DotIuCutter.Temporal.Tests.Proxies;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What is not ours is never touched, whatever its name.</summary>
[Trait("needs", "docker")]
public sealed class ForeignObjectTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task An_endpoint_of_somebody_else_in_the_network_parks_the_teardown_until_it_goes_and_retry_is_sent()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("endpoint", ("slow", TestWorld.OneRow)));
        var (stranger, network) = await JoinedByAStrangerAsync(run, "endpoint");

        var parked = await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        var residual = Assert.Single(parked.Residuals);
        Assert.Equal((run.Plan.Objects.Network, network), (residual.Name, residual.Id));
        Assert.Contains(stranger, residual.Reason, StringComparison.Ordinal);
        Assert.Contains(network, residual.Remedy, StringComparison.Ordinal);
        var (_, told, _) = await run.DryRunAsync("status", run.Id);
        Assert.Contains(residual.Remedy, told, StringComparison.Ordinal);
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", stranger));

        await Shell.RunAsync("docker", "network", "disconnect", network, stranger);
        Assert.Equal(0, (await run.DryRunAsync("retry", run.Id)).Code);
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task An_acknowledged_residual_ends_the_run_with_exit_code_4()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("acknowledged", ("slow", TestWorld.OneRow)));
        var (stranger, network) = await JoinedByAStrangerAsync(run, "acknowledged");
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);

        Assert.Equal(0, (await run.DryRunAsync("acknowledge", run.Id, run.Plan.Objects.Network, "--reason", "kept for a look")).Code);
        Assert.Equal(4, (await run.EndAsync()).ExitCode);
        await Shell.RunAsync("docker", "network", "disconnect", network, stranger);
        await Shell.RunAsync("docker", "network", "rm", network);
    }

    [Fact]
    public async Task A_container_of_another_origin_under_a_planned_name_refuses_the_run_and_is_left_alone()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("taken", ("once", TestWorld.OneRow)));
        var foreign = await world.BystanderAsync(run.Plan.Objects.DrContainer);

        Assert.Equal(3, (await run.RunAsync()).Code);
        Assert.Contains(Gate.NamesFree, (await run.EndAsync()).Findings.Select(g => g.Gate));
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", foreign));
    }

    [Fact]
    public async Task A_container_that_takes_the_name_between_preflight_and_create_is_left_alone()
    {
        await world.ReadyAsync();
        await using var witness = new EngineProxy($"{world.Root}/taken-late.sock");
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("taken-late", ("once", TestWorld.OneRow)), witness.Path);
        string? foreign = null;
        witness.DropAnswerTo = request =>
        {
            if (foreign is null && request.StartsWith("POST ", StringComparison.Ordinal) && request.Contains("/networks/create", StringComparison.Ordinal))
            {
                foreign = world.BystanderAsync(run.Plan.Objects.DrContainer).GetAwaiter().GetResult();
            }

            return false;
        };

        Assert.Equal(3, (await run.RunAsync()).Code);
        Assert.NotNull(foreign);
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", foreign));
        Assert.NotEqual(0, (await Shell.TryAsync("docker", "network", "inspect", run.Plan.Objects.Network)).Code);
        Assert.NotEqual(0, (await Shell.TryAsync("docker", "volume", "inspect", run.Plan.Objects.Volume)).Code);
    }

    [Fact]
    public async Task An_object_swapped_under_our_name_in_mid_run_is_left_alone_and_reported()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("swapped", ("hang", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await Shell.RunAsync("docker", "rm", "--force", run.Plan.Objects.DrContainer);
        var foreign = await world.BystanderAsync(run.Plan.Objects.DrContainer);
        await run.DryRunAsync("abort", run.Id);

        var report = await run.ReportAsync();
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", foreign));
        Assert.Contains(foreign, report.Ledger.Entries.Single(e => e.Name == run.Plan.Objects.DrContainer).Reason, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Shell.TryAsync("docker", "network", "inspect", run.Plan.Objects.Network)).Code);
    }

    private async Task<(string Stranger, string Network)> JoinedByAStrangerAsync(RealRun run, string name)
    {
        var stranger = await world.BystanderAsync($"{world.Prefix}-stranger-{name}");
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        var network = await Shell.RunAsync("docker", "network", "inspect", "--format", "{{.Id}}", run.Plan.Objects.Network);
        await Shell.RunAsync("docker", "network", "connect", network, stranger);
        return (stranger, network);
    }
}
