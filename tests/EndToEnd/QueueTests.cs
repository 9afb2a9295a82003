using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A host that carries one run at a time.</summary>
[Trait("needs", "docker")]
public sealed class QueueTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task Further_runs_wait_for_their_turn_with_nothing_made_and_go_on_by_themselves_or_end_when_they_are_aborted()
    {
        await world.ReadyAsync();
        await using var first = await RealRun.WithWorkerAsync(server, world, world.Plan("queue-1", ("once", TestWorld.OneRow)), with: new Dictionary<string, string> { ["DRYRUN_MAX_RUNS"] = "1" });
        await using var second = await first.AlsoAsync(world.Plan("queue-2", ("once", TestWorld.OneRow)));
        await using var third = await first.AlsoAsync(world.Plan("queue-3", ("once", TestWorld.OneRow)));
        var (code, output, error) = await first.DryRunAsync("run", first.PlanFile, "--detach", "--break-before", "S1");
        Assert.True(code == 0, output + error);
        await first.UntilAsync(s => s.Holds.Count == 1);

        await second.StartAsync();
        await second.UntilRetriedAsync($"this host carries 1 at once (DRYRUN_MAX_RUNS), and '{first.Id}' is at work; it is the next");
        await third.StartAsync();
        await third.UntilRetriedAsync("1 run is before it");
        await second.AssertNothingLeftAsync();
        Assert.Equal(0, (await third.DryRunAsync("abort", third.Id, "--reason", "not today")).Code);
        var ended = await third.EndAsync();
        Assert.Equal((6, RunEnd.Aborted), (ended.ExitCode, ended.End));

        Assert.Equal(0, (await first.DryRunAsync("continue", first.Id)).Code);
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
        var lastOfFirst = (await first.ReportAsync()).Timeline.Last(s => s.Step.StartsWith("teardown.", StringComparison.Ordinal));
        var firstOfSecond = (await second.ReportAsync()).Timeline.First(s => s.Step == "preflight.g02-engine");
        Assert.True(lastOfFirst.StartedAt < firstOfSecond.StartedAt, $"{lastOfFirst} {firstOfSecond}");
    }
}
