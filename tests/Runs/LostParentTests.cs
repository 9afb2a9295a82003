using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>A guard whose dry run is reset, or fails in a way that nobody foresaw. Attack A5 is here: a Reset once left a copy of production standing.</summary>
public sealed class LostParentTests(TemporalServer server)
{
    [Fact]
    public async Task A_reset_to_the_first_task_has_the_guard_tear_down_what_the_run_had_made()
    {
        await using var run = await HungInAsync("scenario.run");
        var (first, guard) = ((await run.Handle.DescribeAsync()).RunId, (await run.Guard.DescribeAsync()).RunId);
        run.World.Before.Clear();
        await ResetRun.ToTaskAsync(server.Client, run.Handle, 1);
        await server.Client.GetWorkflowHandle(run.Guard.Id, guard).GetResultAsync();

        // The run that follows comes to its preflight before or after the guard's end: it is refused for the open teardown, or has nothing in its way.
        var (summary, failure) = await run.EndAsync();
        var refused = summary is { ExitCode: 3, Reason: { } reason } && reason.Contains("the teardown of an earlier run, is open", StringComparison.Ordinal);
        Assert.True(refused || summary?.ExitCode == 0, $"{failure}: {summary?.Reason}");
        Assert.NotEqual(first, (await run.Handle.DescribeAsync()).RunId);
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task A_reset_past_the_guards_start_ends_the_run_that_follows_as_aborted_with_everything_torn_down()
    {
        await using var run = await HungInAsync("scenario.run");
        await ResetRun.ToTaskAsync(server.Client, run.Handle, int.MaxValue);
        await run.Guard.GetResultAsync();

        var (summary, failure) = await run.EndAsync();
        Assert.True(summary?.ExitCode == 6, $"{failure}: {summary?.ExitCode} {summary?.Reason}");
        Assert.Contains("the run was reset", summary?.Reason, StringComparison.Ordinal);
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task A_guard_told_to_begin_by_hand_ends_its_run_too()
    {
        await using var run = await HungInAsync("scenario.run");
        await run.Guard.SignalAsync("begin", []);
        var (summary, _) = await run.EndAsync();
        Assert.Equal(6, summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task An_answer_that_nobody_expects_fails_the_run_and_its_guard_tears_down()
    {
        var world = new FakeWorld();
        world.Spoilt["scenario.run"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();
        await run.Guard.GetResultAsync();

        Assert.Equal(WorkflowExecutionStatus.Failed, (await run.Handle.DescribeAsync()).Status);
        Assert.Empty(world.Objects);
    }

    [Fact]
    public async Task Retry_of_a_guard_that_waits_says_what_it_waits_for()
    {
        await using var run = await HungInAsync("scenario.run");
        await run.Guard.SignalAsync("retry", []);
        var status = await FakeRun.UntilAsync(run.Guard, s => s.Step?.Contains("nothing to retry", StringComparison.Ordinal) == true);
        Assert.Contains("abort the dry run first", status.Step, StringComparison.Ordinal);
        await run.Handle.SignalAsync("abort", []);
        Assert.Equal(6, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Fact, Trait("started", "all")]
    public async Task A_teardown_that_parks_again_and_again_keeps_both_histories_short()
    {
        const int mostLooks = 100, mostEvents = 2000;
        var world = new FakeWorld();
        world.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Handle, s => s.Phase == RunPhase.TeardownStuck);
        var parent = (await run.Handle.DescribeAsync()).HistoryLength;
        var first = (await run.Guard.DescribeAsync()).RunId;
        for (var look = 2; look <= mostLooks && (await run.Guard.DescribeAsync()).RunId == first; look++)
        {
            await run.Guard.SignalAsync("retry", []);
            await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck && world.Calls.Count(c => c == "teardown.4-network") >= look);
            Assert.InRange((await run.Guard.DescribeAsync()).HistoryLength, 1, mostEvents);
        }

        Assert.NotEqual(first, (await run.Guard.DescribeAsync()).RunId);
        Assert.InRange((await run.Handle.DescribeAsync()).HistoryLength, parent, parent + 20);
        await run.Guard.SignalAsync("acknowledge", [new { @object = "net-x", reason = "we keep it" }]);
        Assert.Equal(4, (await run.EndAsync()).Summary?.ExitCode);
    }

    private async Task<FakeRun> HungInAsync(string activity)
    {
        var world = new FakeWorld();
        var reached = new Signal();
        world.Before[activity] = _ =>
        {
            reached.Set();
            return Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken);
        };
        var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await reached.WaitAsync();
        return run;
    }
}
