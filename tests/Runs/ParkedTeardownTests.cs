using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class ParkedTeardownTests(TemporalServer server)
{
    [Fact]
    public async Task Names_the_residual_in_the_status_of_both_workflows_and_goes_on_with_the_walk()
    {
        await using var run = await ParkedAsync();
        var residual = Assert.Single((await run.Guard.QueryAsync<RunStatus>("status", [])).Residuals);
        Assert.Equal(("net-x", run.World.IdOf("net-x"), "an endpoint of 'stranger' is in it", "remove net-x"), (residual.Name, residual.Id, residual.Reason, residual.Remedy));
        Assert.Equal("net-x", Assert.Single((await FakeRun.UntilAsync(run.Handle, s => s.Phase == RunPhase.TeardownStuck)).Residuals).Name);
        Assert.Equal(["net-x"], run.World.Objects.Select(o => o.Name));
        Assert.Equal("TeardownStuck", (await run.Guard.DescribeAsync()).TypedSearchAttributes.Get(SearchAttributes.Phase));
    }

    [Fact]
    public async Task Does_not_do_a_step_again_that_is_done()
    {
        await using var run = await ParkedAsync();
        run.World.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Single(run.World.Calls, "teardown.2-dr-container");
        Assert.Single(run.World.Calls, "teardown.5-secrets-and-files");
    }

    [Fact]
    public async Task Hears_retry_sent_to_the_dry_run_too()
    {
        await using var run = await ParkedAsync();
        run.World.Stuck.Clear();
        await run.Handle.SignalAsync("retry", []);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.DoesNotContain((await run.Guard.FetchHistoryAsync()).Events, e => e.TimerFiredEventAttributes is not null);
    }

    [Fact]
    public async Task Hears_acknowledge_sent_to_the_dry_run_too()
    {
        await using var run = await ParkedAsync();
        await run.Handle.SignalAsync("acknowledge", [new { @object = "net-x", reason = "we keep it" }]);
        Assert.Equal(4, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Fact]
    public async Task Ends_with_exit_code_4_when_the_residual_is_acknowledged()
    {
        await using var run = await ParkedAsync();
        await run.Guard.SignalAsync("acknowledge", [new { @object = "net-x", reason = "we keep it" }]);
        var (summary, failure) = await run.EndAsync();
        Assert.Equal((4, FailureTypes.NotCleanlyClosed), (summary?.ExitCode, failure));
        Assert.Contains("we keep it", Assert.Single(summary?.Residuals ?? []).Acknowledged, StringComparison.Ordinal);
        await run.ReplayAsync();
    }

    [Fact]
    public async Task Stays_parked_when_something_else_is_acknowledged()
    {
        await using var run = await ParkedAsync();
        await run.Guard.SignalAsync("acknowledge", [new { @object = "dr-x", reason = "not a residual" }]);
        await run.Guard.SignalAsync("acknowledge", [42]);
        Assert.Equal(RunPhase.TeardownStuck, (await run.Guard.QueryAsync<RunStatus>("status", [])).Phase);
        await run.Guard.SignalAsync("acknowledge", ["net-x"]);
        Assert.Equal(4, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Fact]
    public async Task A_new_run_under_the_same_id_is_refused_while_it_is_parked()
    {
        await using var run = await ParkedAsync();
        await run.Handle.TerminateAsync("planted");
        await run.StartAsync();
        var (summary, _) = await run.EndAsync();
        Assert.Equal(3, summary?.ExitCode);
        Assert.Contains(WorkflowNames.TeardownId(run.Id), Assert.Single(summary?.Findings ?? []).Found, StringComparison.Ordinal);
        Assert.Equal(["net-x"], run.World.Objects.Select(o => o.Name));
    }

    [Fact]
    public async Task Removes_what_appears_after_its_step_was_done()
    {
        var world = new FakeWorld();
        var late = false;
        world.Before["teardown.7-g21-production"] = _ =>
        {
            if (!late)
            {
                late = true;
                world.MakeAnother(ObjectKind.Container, "dr-x");
            }

            return Task.CompletedTask;
        };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Equal(2, world.Destroyed["dr-x"]);
    }

    [Fact]
    public async Task Sleeps_a_minute_and_then_tries_again_by_itself()
    {
        await using var run = await ParkedAsync();
        await foreach (var e in run.Guard.FetchHistoryEventsAsync(new WorkflowHistoryEventFetchOptions { WaitNewEvent = true }))
        {
            if (e.EventType == EventType.TimerStarted)
            {
                Assert.InRange(e.TimerStartedEventAttributes.StartToFireTimeout.ToTimeSpan(), TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(60));
                return;
            }
        }

        Assert.Fail("The teardown ended without a timer.");
    }

    /// <summary>Seed 170 of the simulation found that it parked for ever: only a walk that left nothing looked again.</summary>
    [Fact]
    public async Task Removes_what_appears_amid_the_walk_and_holds_something_else_fast()
    {
        var world = new FakeWorld();
        world.Before["teardown.3-dr-volumes"] = _ =>
        {
            world.MakeAnother(ObjectKind.Container, "dr-x");
            world.Stuck["net-x"] = "container 'dr-x' is in it";
            world.Before["teardown.2-dr-container"] = _ =>
            {
                world.Stuck.Clear();
                return Task.CompletedTask;
            };
            world.Before.TryRemove("teardown.3-dr-volumes", out var _);
            return Task.CompletedTask;
        };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Empty(world.Objects);
        Assert.Equal(2, world.Destroyed["dr-x"]);
    }

    [Fact]
    public async Task Parks_on_a_secret_that_could_not_be_shredded_which_no_look_at_Docker_sees()
    {
        await using var run = await ParkedAsync("/dev/shm/run/dr.password");
        Assert.Equal("/dev/shm/run/dr.password", Assert.Single((await run.Guard.QueryAsync<RunStatus>("status", [])).Residuals).Name);
        run.World.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.Empty(run.World.Objects);
    }

    private async Task<FakeRun> ParkedAsync(string stuck = "net-x")
    {
        var world = new FakeWorld();
        world.Stuck[stuck] = "an endpoint of 'stranger' is in it";
        var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        return run;
    }
}
