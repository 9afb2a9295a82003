using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using Temporalio.Api.Enums.V1;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class NoticeTests(TemporalServer server)
{
    [Fact]
    public async Task A_run_tells_its_end_once_and_nothing_else()
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, _) = await run.EndAsync();

        var notice = Assert.Single(await ToldAsync(world, run, 1));
        Assert.Equal((NoticeKind.RunFinished, 0, "PASS CLEAN HELD", run.Id, summary?.RunKey), (notice.Kind, notice.ExitCode, notice.Verdict, notice.WorkflowId, notice.RunKey));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task A_violated_invariant_is_told_before_the_end()
    {
        var world = new FakeWorld();
        world.Red["closure.g26-code"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();

        var told = await ToldAsync(world, run, 2);
        Assert.Equal(["G-26"], told.Single(n => n.Kind == NoticeKind.InvariantViolated).Findings.Select(g => g.Gate.Id));
        Assert.Equal(5, told.Single(n => n.Kind == NoticeKind.RunFinished).ExitCode);
    }

    [Fact]
    public async Task A_parked_teardown_is_told_once_for_what_it_names_and_so_is_its_end()
    {
        var world = new FakeWorld();
        world.Red["teardown.6-g25-protected"] = true;
        world.Stuck["net-x"] = "held";
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Guard, s => s.Residuals.Count == 1);
        var first = await ToldAsync(world, run, 2);
        Assert.Equal([NoticeKind.TeardownParked, NoticeKind.InvariantViolated], first.Select(n => n.Kind).Order());
        Assert.Equal(["net-x"], first.Single(n => n.Kind == NoticeKind.TeardownParked).Residuals.Select(r => r.Name));

        var walks = world.Calls.Count(c => c == "teardown.4-network");
        await run.Guard.SignalAsync("retry", []);
        await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck && world.Calls.Count(c => c == "teardown.4-network") >= walks + 5);
        world.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        await run.EndAsync();

        // The violation was told by the teardown; the dry run that sees the same one says nothing more of it, since Temporal refuses it.
        Assert.Single((await run.Handle.FetchHistoryAsync()).Events, e => e.EventType == EventType.StartChildWorkflowExecutionFailed);
        var all = await ToldAsync(world, run, 4);
        Assert.Equal([NoticeKind.TeardownParked, NoticeKind.InvariantViolated, NoticeKind.TeardownClosed, NoticeKind.RunFinished], all.Select(n => n.Kind).Order());
        await run.ReplayAsync();
    }

    [Fact]
    public async Task A_run_ends_while_nobody_takes_its_notice()
    {
        var world = new FakeWorld();
        world.Before["notice.deliver"] = _ => throw new InvalidOperationException("planted: the receiver is away");
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);

        var notice = (await ToldAsync(world, run, 1))[0];
        Assert.Equal(WorkflowExecutionStatus.Running, (await server.Client.GetWorkflowHandle(notice.Id).DescribeAsync()).Status);
        world.Before.Clear();
        await server.Client.GetWorkflowHandle(notice.Id).GetResultAsync<NoticeDelivery>();
    }

    [Fact]
    public async Task The_guard_of_a_terminated_run_tells_its_end_since_nobody_else_can()
    {
        var world = new FakeWorld();
        world.Before["provision.restore"] = _ => Task.Delay(Timeout.Infinite, Temporalio.Activities.ActivityExecutionContext.Current.CancellationToken);
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Handle, _ => world.Calls.Contains("provision.restore"));
        await run.Handle.TerminateAsync();
        await run.Guard.GetResultAsync();

        var notice = Assert.Single(await ToldAsync(world, run, 1));
        Assert.Equal((NoticeKind.TeardownClosed, 0), (notice.Kind, notice.Residuals.Count));
    }

    /// <summary>Waits for so many different notices; the workflows that deliver them outlive the run. In the order they were first tried.</summary>
    private static async Task<IReadOnlyList<Notice>> ToldAsync(FakeWorld world, FakeRun run, int count)
    {
        List<Notice> told = [];
        await FakeRun.UntilAsync(run.Guard, _ => (told = [.. world.Told.DistinctBy(n => n.Id)]).Count >= count);
        return told;
    }
}
