using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Tests.Cli;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Supervision;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>The real supervisor over real evidence, for runs on fake Docker and PostgreSQL.</summary>
public sealed class SupervisionTests(TemporalServer server) : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly EngineSocket engine = new();

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_run_whose_workflows_were_both_terminated_is_torn_down_from_its_manifest_and_closed()
    {
        await using var run = await OrphanAsync();
        Assert.NotEmpty(run.World.Objects);
        var found = Assert.Single((await SuperviseAsync(run)).Runs);
        Assert.Equal((SupervisedState.Started, run.Id, run.Guard.Id), (found.State, found.WorkflowId, found.Detail));

        await run.Guard.GetResultAsync();
        Assert.Empty(run.World.Objects);
        var mark = Mark();
        Assert.Equal((TeardownVerdict.Clean, run.Id), (mark.Teardown, mark.Run.WorkflowId));
        Assert.Equal(LedgerState.Removed, mark.Outcome.Ledger.Entries.Single(e => e.Name == "net-x").State);
        Assert.Empty((await SuperviseAsync(run)).Runs);
    }

    [Fact]
    public async Task A_run_whose_history_is_gone_is_torn_down_too()
    {
        await using var lost = await OrphanAsync();
        await using var run = new FakeRun(server.Client, lost.World, id: "supervised-on-another-temporal");
        await DeleteAsync(lost.Id);
        await DeleteAsync(lost.Guard.Id);
        Assert.Equal(SupervisedState.Started, Assert.Single((await SuperviseAsync(run)).Runs).State);
        await lost.Guard.GetResultAsync();
        Assert.Empty(lost.World.Objects);
        Assert.Equal(lost.Id, Mark().Run.WorkflowId);
    }

    [Fact]
    public async Task A_run_is_left_alone_while_it_goes_on_and_while_its_guard_does()
    {
        await using var run = await HungAsync();
        run.World.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
        var found = Assert.Single((await SuperviseAsync(run)).Runs);
        Assert.Equal((SupervisedState.Held, run.Id), (found.State, found.Detail));

        await run.Handle.TerminateAsync("planted");
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        var before = (await run.Guard.DescribeAsync()).RunId;
        found = Assert.Single((await SuperviseAsync(run)).Runs);
        Assert.Equal((SupervisedState.Held, run.Guard.Id), (found.State, found.Detail));
        Assert.Equal(before, (await run.Guard.DescribeAsync()).RunId);
        Assert.Equal(["net-x"], run.World.Objects.Select(o => o.Name));
        run.World.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        await run.Guard.GetResultAsync();
        Assert.Equal(TeardownVerdict.Clean, Mark().Teardown);
    }

    /// <summary>Temporal's close policy does not reach the guard of a run that was reset, and here nothing watches it.</summary>
    [Fact]
    public async Task A_guard_whose_run_was_reset_begins_with_the_next_look()
    {
        await using var run = await HungAsync(unwatched: true);
        var guard = server.Client.GetWorkflowHandle(run.Guard.Id, (await run.Guard.DescribeAsync()).RunId);
        run.World.Before.Clear();
        await ResetRun.ToTaskAsync(server.Client, run.Handle, 1);
        var found = (await SuperviseAsync(run)).Runs.Single(r => r.State == SupervisedState.Begun);
        Assert.Contains("its dry run is terminated", found.Detail, StringComparison.Ordinal);
        await guard.GetResultAsync();
        await run.EndAsync();
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task Many_looks_at_once_start_one_teardown()
    {
        await using var run = await OrphanAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SuperviseAsync(run)));
        Assert.Single(outcomes.SelectMany(o => o.Runs), r => r.State == SupervisedState.Started);
        await run.Guard.GetResultAsync();
        Assert.All(run.World.Destroyed, d => Assert.Equal(1, d.Value));
    }

    [Fact]
    public async Task What_cannot_be_read_is_shown_and_keeps_no_other_run_waiting()
    {
        await using var run = await OrphanAsync();
        var broken = Path.Join(scratch.Host.Evidence, "aaa-000000000000", RunFolders.ManifestFile);
        Directory.CreateDirectory(Path.GetDirectoryName(broken)!);
        await File.WriteAllTextAsync(broken, """{"manifest":{"version":1""", TestContext.Current.CancellationToken);

        using var terminal = new Terminal(server.Address, run.Queue);
        Assert.Equal(7, await terminal.RunAsync("supervise", "--once"));
        Assert.Contains($"Manifest '{broken}' was left alone: expected a manifest.json as a run writes it", terminal.Out, StringComparison.Ordinal);
        Assert.Contains($"'{run.Guard.Id}' was started from {scratch.Host.Evidence}/{Mine()}/manifest.json", terminal.Out, StringComparison.Ordinal);
        await run.Guard.GetResultAsync();
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task The_schedule_takes_a_look_when_it_is_made()
    {
        await using var run = await OrphanAsync();
        var schedule = new SupervisorSchedule(server.Client, run.Queue);
        Assert.True(await schedule.EnsureAsync(TestContext.Current.CancellationToken));
        await ClosedAsync();
        Assert.Empty(run.World.Objects);
        await server.Client.GetScheduleHandle(schedule.Id).DeleteAsync();
    }

    [Fact]
    public async Task A_run_that_ends_by_itself_is_closed_and_one_acknowledged_says_so()
    {
        var world = new FakeWorld { Host = scratch, Engine = engine.Objects, Endpoint = engine.Endpoint };
        world.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        await run.Guard.SignalAsync("acknowledge", [new { @object = "net-x", reason = "we keep it" }]);
        Assert.Equal(4, (await run.EndAsync()).Summary?.ExitCode);

        Assert.Equal(TeardownVerdict.Residuals, Mark().Teardown);
        Assert.Contains("we keep it", Assert.Single(Mark().Outcome.Acknowledged).Acknowledged, StringComparison.Ordinal);
        Assert.Empty((await SuperviseAsync(run)).Runs);
    }

    [Fact]
    public async Task A_run_aborted_while_it_records_its_manifest_leaves_none_open()
    {
        await using var run = await HungAsync("provision.manifest");
        await run.Handle.SignalAsync("abort", []);
        run.World.Release.Set();
        Assert.Equal(6, (await run.EndAsync()).Summary?.ExitCode);
        Assert.NotNull(Mine());
        Assert.Equal(TeardownVerdict.Clean, Mark().Teardown);
    }

    [Fact]
    public async Task An_engine_that_is_away_keeps_no_open_run_from_its_teardown_and_is_told()
    {
        await using var run = await OrphanAsync();
        engine.Instead = _ => EngineAnswer.HangUp;
        var outcome = await SuperviseAsync(run);
        Assert.Equal(SupervisedState.Started, Assert.Single(outcome.Runs).State);
        Assert.Contains("Docker could not be asked", outcome.NotLooked, StringComparison.Ordinal);
        await run.Guard.GetResultAsync();
        Assert.Empty(run.World.Objects);
    }

    [Fact]
    public async Task A_look_replays()
    {
        await using var run = await OrphanAsync();
        var handle = await StartAsync(run);
        await handle.GetResultAsync<SupervisionOutcome>();
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DataConverter = DryRunConverter.Instance }.AddWorkflow<SuperviseWorkflow>());
        await replayer.ReplayWorkflowAsync(await handle.FetchHistoryAsync());
        await run.Guard.GetResultAsync();
    }

    private async Task<WorkflowHandle> StartAsync(FakeRun run) =>
        await server.Client.StartWorkflowAsync(WorkflowNames.Supervise, [], new WorkflowOptions($"supervise-{Guid.NewGuid():N}", run.Queue));

    private async Task<SupervisionOutcome> SuperviseAsync(FakeRun run) => await (await StartAsync(run)).GetResultAsync<SupervisionOutcome>();

    private async Task<FakeRun> HungAsync(string activity = "provision.dr-start", bool unwatched = false)
    {
        var world = new FakeWorld { Host = scratch, Engine = engine.Objects, Endpoint = engine.Endpoint, Unwatched = unwatched };
        var hung = new Signal();
        world.After[activity] = _ =>
        {
            hung.Set();
            return world.Release.WaitAsync().WaitAsync(ActivityExecutionContext.Current.CancellationToken);
        };
        var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await hung.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return run;
    }

    /// <summary>Everything made, and nobody left who would tear it down.</summary>
    private async Task<FakeRun> OrphanAsync()
    {
        var run = await HungAsync();
        await run.Guard.TerminateAsync("planted");
        await run.Handle.TerminateAsync("planted");
        return run;
    }

    /// <summary>Until Temporal does not know the workflow any more.</summary>
    private async Task DeleteAsync(string id)
    {
        await server.Client.WorkflowService.DeleteWorkflowExecutionAsync(new() { Namespace = server.Client.Options.Namespace, WorkflowExecution = new() { WorkflowId = id } });
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await KnownAsync(id))
        {
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> KnownAsync(string id)
    {
        try
        {
            return (await server.Client.GetWorkflowHandle(id).DescribeAsync()).Status != WorkflowExecutionStatus.Unspecified;
        }
        catch (Temporalio.Exceptions.RpcException e) when (e.Code == Temporalio.Exceptions.RpcException.StatusCode.NotFound)
        {
            return false;
        }
    }

    private string Mine() => Path.GetFileName(Directory.GetDirectories(scratch.Host.Evidence, "two-scenarios-*").Single());

    private ClosedMark Mark() =>
        JsonSerializer.Deserialize<ClosedMark>(File.ReadAllText(Path.Join(scratch.Host.Evidence, Mine(), RunFolders.ClosedFile)), Json.Options)!;

    private Task ClosedAsync() => Eventually.HoldsAsync(() => Task.FromResult(File.Exists(Path.Join(scratch.Host.Evidence, Mine(), RunFolders.ClosedFile))), "the run is closed");
}
