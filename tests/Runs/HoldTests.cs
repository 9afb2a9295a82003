using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class HoldTests(TemporalServer server)
{
    [Fact]
    public async Task Held_before_and_after_a_scenario_it_goes_on_when_told_to()
    {
        await using var run = await StartedAsync(600, "before S2", "after S2");
        var held = await HeldAsync(run, "before S2");
        Assert.Equal("docker exec -it dr-x psql -U postgres -d app_s01", held.Look);
        Assert.Equal(1, run.World.Calls.Count(c => c == "scenario.run"));
        await run.Handle.SignalAsync("continue", []);
        await HeldAsync(run, "after S2");
        Assert.Equal(2, run.World.Calls.Count(c => c == "scenario.run"));
        await run.Handle.SignalAsync("continue", []);

        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Equal([("before S2", HoldEnd.Continued), ("after S2", HoldEnd.Continued)], run.World.Report!.Holds.Select(h => (h.Point, h.End!.Value)));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task A_failed_run_is_held_before_its_teardown()
    {
        var world = new FakeWorld();
        world.Red["G-18"] = true;
        await using var run = await StartedAsync(world, new HoldRequest { Seconds = 600 });
        await HeldAsync(run, "end");
        Assert.NotEmpty(run.World.Objects);
        await run.Handle.SignalAsync("continue", []);
        Assert.Equal(1, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    }

    [Theory]
    [InlineData("end", 0, "PASS CLEAN HELD")]
    [InlineData("before S1", 6, "NOT RUN CLEAN HELD")]
    [InlineData("after S1", 6, "NOT RUN CLEAN HELD")]
    public async Task When_nobody_comes_everything_is_torn_down(string point, int code, string verdicts)
    {
        await using var run = await StartedAsync(1, point);
        var (summary, _) = await run.EndAsync();
        Assert.Equal((code, verdicts), (summary?.ExitCode, VerdictText.Describe(summary!.Verdicts)));
        var hold = Assert.Single(run.World.Report!.Holds);
        Assert.Equal(HoldEnd.Expired, hold.End);
        Assert.Equal(point == "end" ? "at the end" : point, hold.Where);
        Assert.Empty(run.World.Objects);
        await run.ReplayAsync();
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("cancel")]
    [InlineData("terminate")]
    public async Task Whatever_ends_it_while_it_is_held_everything_is_torn_down(string how)
    {
        await using var run = await StartedAsync(600, "before S2");
        await HeldAsync(run, "before S2");
        await (how switch
        {
            "abort" => run.Handle.SignalAsync("abort", []),
            "cancel" => run.Handle.CancelAsync(),
            _ => run.Handle.TerminateAsync(),
        });
        if (how == "terminate")
        {
            await run.Guard.GetResultAsync();
        }
        else
        {
            await run.EndAsync();
            Assert.Equal(HoldEnd.Stopped, Assert.Single(run.World.Report!.Holds).End);
        }

        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task A_continue_that_comes_too_early_is_about_no_hold()
    {
        var world = new FakeWorld();
        var dumping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After["provision.dump"] = async _ =>
        {
            dumping.TrySetResult();
            await world.Release.WaitAsync();
        };
        await using var run = await StartedAsync(world, new HoldRequest { Seconds = 600, At = ["before S1"] });
        await dumping.Task;
        await run.Handle.SignalAsync("continue", []);
        world.Release.Set();
        await HeldAsync(run, "before S1");
        await run.Handle.SignalAsync("continue", []);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Theory]
    [InlineData(600, "before S9")]
    [InlineData(600, "S1")]
    [InlineData(0, "end")]
    [InlineData(86_401, "end")]
    public async Task A_hold_that_cannot_be_done_starts_nothing(int seconds, string point)
    {
        await using var run = await StartedAsync(seconds, point);
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
        Assert.Equal(["preflight.g01-plan"], run.World.Calls);
    }

    private Task<FakeRun> StartedAsync(int seconds, params string[] at) => StartedAsync(new FakeWorld(), new HoldRequest { Seconds = seconds, At = at });

    private async Task<FakeRun> StartedAsync(FakeWorld world, HoldRequest hold)
    {
        var run = new FakeRun(server.Client, world);
        await run.StartAsync(new StartInput { Plan = "two-scenarios", Hold = hold });
        return run;
    }

    private static async Task<Hold> HeldAsync(FakeRun run, string point) => (await FakeRun.UntilAsync(run.Handle, s => s.Held?.Point == point)).Held!;
}
