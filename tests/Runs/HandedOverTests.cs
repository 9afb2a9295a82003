using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>What the way forward hands to the way out: ids, captures, paths and the moment to begin.</summary>
public sealed class HandedOverTests(TemporalServer server)
{
    [Fact]
    public async Task Teardown_is_asked_for_the_ids_provisioning_recorded_not_for_those_it_finds()
    {
        var world = new FakeWorld();
        SwapBeforeTeardown(world);
        await RunAsync(world);
        Assert.Equal([world.IdOf("dr-x")], AskedIn(world, TeardownStep.DrContainer).Select(o => o.Id));
        Assert.Equal([world.IdOf("net-x")], AskedIn(world, TeardownStep.Network).Select(o => o.Id));
    }

    [Fact]
    public async Task The_id_a_create_gave_is_handed_over_even_when_nothing_was_captured_after_it()
    {
        var world = new FakeWorld();
        world.Before["provision.volume"] = FakeWorld.FailsForGood();
        SwapBeforeTeardown(world);
        await RunAsync(world);
        Assert.Equal([world.IdOf("net-x")], AskedIn(world, TeardownStep.Network).Select(o => o.Id));
    }

    [Fact]
    public async Task An_anonymous_volume_is_torn_down_although_its_container_is_gone_by_then()
    {
        var world = new FakeWorld { Anonymous = [new string('a', 64)] };
        world.Before["teardown.c04-identities"] = _ =>
        {
            world.Engine.Vanish(ObjectKind.Container, "dr-x");
            return Task.CompletedTask;
        };
        await RunAsync(world);
        Assert.Equal([("vol-x", false), (new string('a', 64), true)], AskedIn(world, TeardownStep.DrVolumes).Select(o => (o.Name, o.Anonymous)));
    }

    [Fact]
    public async Task A_guard_that_was_handed_nothing_finds_ids_and_anonymous_volumes_itself()
    {
        var world = new FakeWorld { Anonymous = [new string('a', 64)] };
        await using var run = await HungInAsync(world, "provision.dr-start");
        await run.Handle.TerminateAsync("planted");
        await FakeRun.UntilAsync(run.Guard, s => s.Phase is RunPhase.Closed);
        Assert.Equal([world.IdOf("dr-x")], AskedIn(world, TeardownStep.DrContainer).Select(o => o.Id));
        Assert.Equal(["vol-x", new string('a', 64)], AskedIn(world, TeardownStep.DrVolumes).Select(o => o.Name));
    }

    [Fact]
    public async Task Step_5_and_only_step_5_is_asked_with_the_runs_paths()
    {
        var world = new FakeWorld();
        await RunAsync(world);
        Assert.All(world.Asked.OfType<StepRequest>(), r => Assert.Equal(r.Step == TeardownStep.SecretsAndFiles ? RunPaths.For(TwoScenarios.Plan.WorkDirectory) : null, r.Paths));
        Assert.Equal(6, AskedIn(world, TeardownStep.SecretsAndFiles).Count);
    }

    [Fact]
    public async Task Every_assertion_is_asked_against_what_preflight_captured()
    {
        var world = new FakeWorld();
        await RunAsync(world);
        var kept = Single<ProtectedCheck>(world);
        Assert.Equal(["protected-one"], kept.Names);
        Assert.Equal("id of protected-one", Assert.Single(kept.Captured).Id);
        Assert.Equal("id of svc-one", Assert.Single(Single<WatchedCheck>(world).Captured).Id);
        Assert.Equal(["c prod"], Single<InventoryCapture>(world).Containers);
        Assert.Equal("f", Single<CodeCheck>(world).Captured.Fingerprint);
        Assert.Equal("d", Single<DumpCheck>(world).DumpSha256);
        Assert.Equal(2, world.Asked.OfType<ProductionCapture>().Count(c => c.SystemIdentifier == "7000000000000000001"));
    }

    [Fact]
    public async Task Closure_looks_for_every_Docker_object_whatever_teardown_said_of_it()
    {
        var world = new FakeWorld();
        await RunAsync(world);
        Assert.Equal(["dr-x", "harness-x", "net-x", "vol-x"], AskedIn(world, TeardownStep.Network, last: true).Select(o => o.Name).Order());
    }

    [Fact]
    public async Task The_manifest_is_on_disk_before_anything_exists()
    {
        var world = new FakeWorld();
        await RunAsync(world);
        Assert.Equal(["provision.manifest", "provision.work-directory"], world.Calls.Where(c => c.StartsWith("provision.", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public async Task A_cancel_of_the_run_never_reaches_the_guard_which_begins_only_when_it_is_told()
    {
        await using var run = await StoppedInAsync("provision.volume");
        var guard = await EventsAsync(run.Guard);
        Assert.DoesNotContain(guard, e => e.EventType == EventType.WorkflowExecutionCancelRequested);
        Assert.Equal("begin", guard.First(e => e.EventType == EventType.WorkflowExecutionSignaled).WorkflowExecutionSignaledEventAttributes.SignalName);
    }

    [Fact]
    public async Task Teardown_is_not_begun_while_a_create_is_still_under_way()
    {
        await using var run = await StoppedInAsync("provision.volume");
        var events = await EventsAsync(run.Handle);
        var asked = events.FindIndex(e => e.EventType == EventType.ActivityTaskCancelRequested);
        var ended = events.FindIndex(asked, e => e.EventType is EventType.ActivityTaskCanceled or EventType.ActivityTaskCompleted);
        var begun = events.FindIndex(e => e.EventType == EventType.SignalExternalWorkflowExecutionInitiated);
        Assert.True(asked < ended && ended < begun, $"asked to stop at {asked}, stopped at {ended}, teardown begun at {begun}");
    }

    [Fact]
    public async Task Every_step_is_walked_although_what_is_there_could_not_be_captured_and_then_it_parks()
    {
        var world = new FakeWorld();
        world.Before["teardown.c04-identities"] = FakeWorld.FailsForGood();
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var parked = await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
        Assert.Empty(world.Objects);
        Assert.Contains("planted: for good", Assert.Single(parked.Residuals).Reason, StringComparison.Ordinal);
        world.Before.Clear();
        await run.Guard.SignalAsync("retry", []);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
    }

    /// <summary>Others of the run's own names and nonce stand there while identities are captured, and are gone before the first step.</summary>
    private static void SwapBeforeTeardown(FakeWorld world)
    {
        (ObjectKind Kind, string Name)[] swapped = [(ObjectKind.Container, "dr-x"), (ObjectKind.Network, "net-x")];
        world.Before["teardown.c04-identities"] = _ =>
        {
            foreach (var (kind, name) in swapped.Where(o => world.Objects.Any(there => there.Name == o.Name)))
            {
                world.Engine.Vanish(kind, name);
                world.MakeAnother(kind, name);
            }

            return Task.CompletedTask;
        };
        world.After["teardown.c04-identities"] = _ =>
        {
            foreach (var (kind, name) in swapped)
            {
                world.Engine.Vanish(kind, name);
            }

            return Task.CompletedTask;
        };
    }

    private async Task RunAsync(FakeWorld world)
    {
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();
    }

    private async Task<FakeRun> StoppedInAsync(string activity)
    {
        var run = await HungInAsync(new FakeWorld(), activity);
        await run.Handle.CancelAsync();
        await run.EndAsync();
        return run;
    }

    private async Task<FakeRun> HungInAsync(FakeWorld world, string activity)
    {
        var hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Before[activity] = async _ =>
        {
            hung.TrySetResult();
            await Task.Delay(Timeout.Infinite, Temporalio.Activities.ActivityExecutionContext.Current.CancellationToken);
        };
        var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await hung.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return run;
    }

    private static IReadOnlyList<StepObject> AskedIn(FakeWorld world, TeardownStep step, bool last = false)
    {
        var asked = world.Asked.OfType<StepRequest>().Where(r => r.Step == step);
        return (last ? asked.Last() : asked.First()).Objects;
    }

    private static T Single<T>(FakeWorld world) => Assert.Single(world.Asked.OfType<T>());

    private static async Task<List<HistoryEvent>> EventsAsync(WorkflowHandle handle) => [.. (await handle.FetchHistoryAsync()).Events];
}
