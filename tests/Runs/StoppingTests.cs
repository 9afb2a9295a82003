using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Abort, cancel and terminate, at every step of the way forward.</summary>
public sealed class StoppingTests(TemporalServer server)
{
    /// <summary>What a stop interrupts. A plan that is still looked at leaves nothing to tear down, and a manifest is recorded all the same; both have tests of their own.</summary>
    public static readonly IReadOnlyList<string> Forward =
    [
        .. FakeWorld.StepNames.Where(n => n.Split('.')[0] is "preflight" or "provision" or "scenario" && n is not ("preflight.g01-plan" or "provision.manifest")),
    ];

    [Fact]
    public Task An_abort_in_any_step_ends_in_full_teardown_and_exit_code_6() => DryRunTests.EachAsync(Forward, async activity =>
    {
        await using var run = await HungInAsync(activity);
        await run.Handle.SignalAsync("abort", ["enough"]);
        var (summary, failure) = await run.EndAsync();

        Assert.True(failure is null && summary?.ExitCode == 6, $"{activity}: {failure} {summary?.ExitCode} {summary?.Reason}");
        Assert.Equal("Aborted: enough", summary?.Reason);
        Assert.Empty(run.World.Objects);
        await run.ReplayAsync();
    });

    [Fact]
    public Task A_cancel_in_any_step_ends_in_full_teardown_and_status_canceled() => DryRunTests.EachAsync(Forward, async activity =>
    {
        await using var run = await HungInAsync(activity);
        await run.Handle.CancelAsync();
        await run.EndAsync();

        Assert.Equal(WorkflowExecutionStatus.Canceled, (await run.Handle.DescribeAsync()).Status);
        Assert.Equal(6, (await run.Handle.QueryAsync<RunStatus>("status", [])).Summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    });

    [Fact]
    public Task A_terminate_in_any_step_after_preflight_makes_the_guard_tear_everything_down() => DryRunTests.EachAsync(
        ["provision.manifest", .. Forward.Where(n => !n.StartsWith("preflight.", StringComparison.Ordinal))], async activity =>
    {
        await using var run = await HungInAsync(activity);
        await run.Handle.TerminateAsync("planted");
        var closed = await FakeRun.UntilAsync(run.Guard, s => s.Phase is RunPhase.Closed or RunPhase.TeardownStuck);
        Assert.True(closed.Phase == RunPhase.Closed, $"{activity}: {string.Join(", ", closed.Residuals)}");
        await run.Guard.GetResultAsync();

        Assert.Empty(run.World.Objects);
        Assert.Equal(WorkflowExecutionStatus.Completed, (await run.Guard.DescribeAsync()).Status);
    });

    /// <summary>Closure reads the evidence by what lies beside the manifest, and reconcile has nothing else. Heard as the guard was started, an abort once left a run without one, and red.</summary>
    [Theory]
    [InlineData("abort")]
    [InlineData("cancel")]
    public async Task A_stop_before_the_manifest_is_recorded_does_not_keep_it_from_being_recorded(string how)
    {
        var world = new FakeWorld();
        var recording = new Signal();
        world.Before["provision.manifest"] = async attempt =>
        {
            recording.Set();
            await world.Release.WaitAsync();
            await FakeWorld.FailsFirst(1)(attempt);
        };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await recording.WaitAsync();
        await (how == "abort" ? run.Handle.SignalAsync("abort", []) : run.Handle.CancelAsync());
        world.Release.Set();
        await run.EndAsync();

        Assert.NotNull(world.Recorded);
        Assert.Equal(6, (await run.Handle.QueryAsync<RunStatus>("status", [])).Summary?.ExitCode);
        await run.ReplayAsync();
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("cancel")]
    public async Task Neither_abort_nor_cancel_interrupts_the_teardown(string how)
    {
        await using var run = await HungInAsync("teardown.3-dr-volumes", once: true);
        await (how == "abort" ? run.Handle.SignalAsync("abort", []) : run.Handle.CancelAsync());
        run.World.Release.Set();
        await run.EndAsync();

        Assert.Empty(run.World.Objects);
        Assert.Equal(["teardown.6-g25-protected", "teardown.7-g21-production"], run.World.Calls.Where(c => c.StartsWith("teardown.", StringComparison.Ordinal)).TakeLast(4).Take(2));
        Assert.Equal(how == "abort" ? WorkflowExecutionStatus.Completed : WorkflowExecutionStatus.Canceled, (await run.Handle.DescribeAsync()).Status);
        Assert.Equal(6, (await run.Handle.QueryAsync<RunStatus>("status", [])).Summary?.ExitCode);
    }

    [Fact]
    public async Task The_guard_cancelled_by_hand_before_the_end_tears_down_and_the_run_still_ends()
    {
        await using var run = await HungInAsync("scenario.run");
        await run.Guard.CancelAsync();
        await run.Guard.GetResultAsync();
        await run.Handle.SignalAsync("abort", []);
        var (summary, _) = await run.EndAsync();
        Assert.Equal(6, summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task A_terminated_guard_is_started_again()
    {
        await using var run = await HungInAsync("scenario.run");
        await run.Guard.TerminateAsync("planted");
        await run.Handle.SignalAsync("abort", []);
        var (summary, _) = await run.EndAsync();
        Assert.Equal(6, summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task The_update_abort_answers_with_the_phase_it_was_heard_in()
    {
        await using var run = await HungInAsync("scenario.run");
        Assert.Equal("Scenarios", await run.Handle.ExecuteUpdateAsync<string>("abort", ["why"]));
        Assert.Equal("Aborted: why", (await run.EndAsync()).Summary?.Reason);
    }

    /// <summary>Temporal tries a step that was told to stop no second time, and its failure is no cancel. Seed 80 of the simulation found it.</summary>
    [Fact]
    public async Task An_abort_ends_as_aborted_whatever_became_of_the_step_in_flight()
    {
        await using var run = await HungInAsync("provision.restore", then: () => new InvalidOperationException("planted: the DR went away"));
        await run.Handle.SignalAsync("abort", ["enough"]);
        var (summary, failure) = await run.EndAsync();
        Assert.Equal((6, RunEnd.Aborted, null), (summary?.ExitCode, summary?.End, failure));
        Assert.Empty(run.World.Objects);
    }

    /// <summary>Seed 162 of the simulation found that it failed without a type.</summary>
    [Fact]
    public async Task An_abort_while_the_plan_is_looked_at_ends_as_aborted_with_nothing_to_tear_down()
    {
        await using var run = await HungInAsync("preflight.g01-plan");
        await run.Handle.SignalAsync("abort", ["enough"]);
        Assert.Equal((null, FailureTypes.Aborted), await run.EndAsync());
        Assert.Equal(["preflight.g01-plan"], run.World.Calls);
    }

    /// <summary>What throws in a handler would be retried for ever. Seed 159 of the simulation found it.</summary>
    [Fact]
    public async Task A_word_from_the_teardown_that_nobody_sent_does_not_hang_the_run()
    {
        await using var run = await HungInAsync("provision.restore");
        await run.Handle.SignalAsync("teardown", [null]);
        await run.Handle.SignalAsync("abort", ["enough"]);
        Assert.Equal(6, (await run.EndAsync()).Summary?.ExitCode);
    }

    /// <summary>Whoever can signal can send this; the simulation did.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("{\"entries\":null}")]
    [InlineData("{\"entries\":[]}")]
    public async Task A_begin_without_the_objects_of_the_run_neither_hangs_the_guard_nor_leaves_one_behind(string ledger)
    {
        await using var run = await HungInAsync("provision.restore");
        await run.Guard.SignalAsync("begin", [System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(ledger)]);
        await run.Handle.TerminateAsync("planted");
        await run.Guard.GetResultAsync();
        Assert.Empty(run.World.Objects);
    }

    private async Task<FakeRun> HungInAsync(string activity, bool once = false, Func<Exception>? then = null)
    {
        var world = FakeWorld.ComingTo(activity);
        var hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After[activity] = async _ =>
        {
            hung.TrySetResult();
            if (once)
            {
                await world.Release.WaitAsync();
            }
            else
            {
                await Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken).ContinueWith(
                    cancelled => then is null ? cancelled : throw then(), TaskScheduler.Default).Unwrap();
            }
        };
        var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await hung.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return run;
    }
}
