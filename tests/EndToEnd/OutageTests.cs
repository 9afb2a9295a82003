using DotIuCutter.Temporal.Tests.Proxies;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What a run stands on goes away for a while: the step is retried, says in plain words why, and the run ends as if nothing had been.</summary>
[Trait("needs", "docker")]
public sealed class OutageTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task Docker_is_down_for_a_while()
    {
        await world.ReadyAsync();
        await using var engine = new EngineProxy($"{world.Root}/outage.sock");
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("docker-down", ("slow", TestWorld.OneRow)), engine.Path);
        await run.StartAsync();
        await run.UntilInAsync("provision.dump");
        engine.Down = true;
        await run.UntilRetriedAsync("Docker");
        Assert.Matches("attempt [0-9]+ at [a-z0-9.-]+.*: .*Docker", (await run.DryRunAsync("status", run.Id)).Output);
        engine.Down = false;
        await EndsWellAsync(run);
    }

    [Fact]
    public async Task Production_does_not_answer_for_a_while()
    {
        await world.ReadyAsync();
        var own = await world.ProductionTooAsync("frozen");
        var plan = world.Plan("production-down", ("once", TestWorld.OneRow));
        await using var run = await RealRun.WithWorkerAsync(server, world, plan with { Production = plan.Production with { Container = own } });
        await run.StartAsync();
        await run.UntilInAsync("provision.network");
        await Shell.RunAsync("docker", "pause", own);
        await run.UntilRetriedAsync(own);
        await Shell.RunAsync("docker", "unpause", own);
        await EndsWellAsync(run);
    }

    [Fact]
    public async Task The_disk_under_the_work_directory_is_full_for_a_while()
    {
        await world.ReadyAsync();
        var disk = $"{world.Root}/small-disk";
        Directory.CreateDirectory(disk);
        await Shell.RunAsync("mount", "-t", "tmpfs", "-o", "size=192m,mode=0700", "tmpfs", disk);
        try
        {
            var plan = world.Plan("disk-full", ("once", TestWorld.OneRow));
            plan = plan with { WorkDirectory = plan.WorkDirectory with { Path = $"{disk}/run" } };
            await using var run = await RealRun.WithWorkerAsync(server, world, plan, with: new Dictionary<string, string> { ["DRYRUN_WORK_ROOT"] = disk });
            await run.StartAsync();
            await run.UntilInAsync("provision.g12-isolation");
            var (code, _, _) = await Shell.TryAsync("dd", "if=/dev/zero", $"of={disk}/filler", "bs=64k");
            Assert.NotEqual(0, code);
            await run.UntilRetriedAsync("No space left");
            File.Delete($"{disk}/filler");
            await EndsWellAsync(run);
        }
        finally
        {
            await Shell.RunAsync("umount", disk);
        }
    }

    [Fact]
    public async Task Temporal_is_killed_and_comes_back()
    {
        await world.ReadyAsync();
        await using var temporal = await KilledTemporal.StartAsync($"{world.Root}/temporal.db");
        await using var run = await RealRun.WithWorkerAsync(temporal.Client, world, world.Plan("temporal-down", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await temporal.KillAsync();
        await temporal.StartAgainAsync();
        await EndsWellAsync(run);
        Assert.Equal(1, await run.TimesTheCodeRanAsync());
    }

    private static async Task EndsWellAsync(RealRun run)
    {
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        await run.AssertNothingLeftAsync();
    }
}
