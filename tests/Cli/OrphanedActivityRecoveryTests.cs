using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;
using Temporalio.Workflows;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class OrphanedActivityRecoveryTests(DevServer server) : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string queue = $"hand-back-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_a_killed_worker_was_doing_is_tried_again_as_soon_as_another_starts()
    {
        server.Require();
        var hangs = new Hangs();
        using var first = WorkerHost.Build(Settings() with { Register = (_, worker) => worker.AddWorkflow<OneStep>().AddActivitiesInstance(hangs) });
        await first.StartAsync(Cancel);
        var run = await StartAsync();
        await hangs.Begun.Task.WaitAsync(Cancel);

        // Its name in a file without its lock.
        await Shell.RunAsync("cp", Assert.Single(Directory.GetFiles(scratch.Host.Evidence)), FileOf("killed"));
        await StartAnotherAsync();
        Assert.Equal(2, await run.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        await first.StopAsync(Cancel);
    }

    [Fact]
    public Task What_was_handed_to_a_worker_that_was_killed_before_it_began_is_handed_to_another() => WithOneRunAsync(async run =>
    {
        await TakeAsync("killed");
        Killed("killed");
        await StartAnotherAsync();
        await CompleteAsync(await TakeAsync("next"));
        Assert.Equal(2, await run.GetResultAsync());
    });

    [Fact]
    public Task A_second_attempt_is_handed_back_too() => WithOneRunAsync(async run =>
    {
        await FailAsync(await TakeAsync("living"));
        await TakeAsync("killed");
        Killed("killed");
        await StartAnotherAsync();
        await CompleteAsync(await TakeAsync("next"));
        Assert.Equal(3, await run.GetResultAsync());
    });

    [Fact]
    public Task What_a_living_worker_does_is_left_to_it_also_where_it_tries_again_what_the_killed_one_did() => WithOneRunAsync(async run =>
    {
        await FailAsync(await TakeAsync("killed"));
        var step = await TakeAsync("living");
        Killed("killed");
        await StartAnotherAsync();
        await CompleteAsync(step);
        Assert.Equal(2, await run.GetResultAsync());
    });

    [Fact]
    public Task A_step_that_shall_be_stopped_keeps_nobody_waiting_for_a_killed_worker() => WithOneRunAsync(async run =>
    {
        await TakeAsync("killed");
        await run.CancelAsync();
        await Eventually.HoldsAsync(
            async () => (await server.Client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = server.Client.Options.Namespace, Execution = new() { WorkflowId = run.Id } })).PendingActivities.Single().State == PendingActivityState.CancelRequested,
            "Temporal has been told to stop the step");
        Killed("killed");
        await StartAnotherAsync();
        await Assert.ThrowsAsync<WorkflowFailedException>(() => run.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
    });

    [Fact]
    public async Task Of_several_killed_workers_nothing_stays_behind()
    {
        Killed("one");
        Killed("two");
        HashSet<string> killed = [];
        await WorkerLease.TakeOverAsync(scratch.Host.Evidence, all =>
        {
            killed.UnionWith(all);
            return Task.CompletedTask;
        });
        Assert.Equal(["one", "two"], killed.Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(scratch.Host.Evidence));
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_worker_that_lives()
    {
        using var living = WorkerLease.Begin(scratch.Host.Evidence, "living");
        await WorkerLease.TakeOverAsync(scratch.Host.Evidence, _ => throw new InvalidOperationException("It lives."));
        Assert.Single(Directory.GetFiles(scratch.Host.Evidence));
    }

    [Fact]
    public async Task A_worker_that_ends_leaves_no_file()
    {
        WorkerLease.Begin(scratch.Host.Evidence, "ended").Dispose();
        Assert.Empty(Directory.GetFiles(scratch.Host.Evidence));
        await WorkerLease.TakeOverAsync(scratch.Host.Evidence, _ => throw new InvalidOperationException("Nothing was left."));
    }

    [Fact]
    public async Task A_Temporal_that_refuses_keeps_no_worker_from_starting()
    {
        server.Require();
        Killed("killed");
        var connection = server.Connection();
        connection.Namespace = "there-is-none";
        using var starting = new OrphanedActivityRecovery(await TemporalClient.ConnectAsync(connection), Settings(), NullLogger<OrphanedActivityRecovery>.Instance);
        await starting.StartAsync(Cancel);
        var mine = Assert.Single(Directory.GetFiles(scratch.Host.Evidence));
        Assert.NotEqual(FileOf("killed"), mine);
    }

    [Fact]
    public void No_two_workers_have_the_same_name() => Assert.NotEqual(Settings().Identity, Settings().Identity);

    /// <summary>Only its workflow's tasks are done; the test hands out its step itself.</summary>
    private async Task WithOneRunAsync(Func<WorkflowHandle<OneStep, int>, Task> test)
    {
        server.Require();
        using var worker = new TemporalWorker(server.Client, new TemporalWorkerOptions(queue).AddWorkflow<OneStep>());
        await worker.ExecuteAsync(async () => await test(await StartAsync()), Cancel);
    }

    private async Task<WorkflowHandle<OneStep, int>> StartAsync()
    {
        var run = await server.Client.StartWorkflowAsync((OneStep w) => w.RunAsync(), new WorkflowOptions(queue, queue));
        await Eventually.HoldsAsync(async () => (await server.Client.CountWorkflowsAsync($"TaskQueue = '{queue}'")).Count == 1, "the run is listed");
        return run;
    }

    private async Task StartAnotherAsync()
    {
        using var starting = new OrphanedActivityRecovery(server.Client, Settings(), NullLogger<OrphanedActivityRecovery>.Instance);
        await starting.StartAsync(Cancel);
        Assert.False(File.Exists(FileOf("killed")));
    }

    private async Task<PollActivityTaskQueueResponse> TakeAsync(string identity)
    {
        var task = await server.Client.WorkflowService.PollActivityTaskQueueAsync(
            new() { Namespace = server.Client.Options.Namespace, TaskQueue = new() { Name = queue, Kind = TaskQueueKind.Normal }, Identity = identity },
            new() { Timeout = TimeSpan.FromSeconds(20), CancellationToken = Cancel });
        Assert.False(task.TaskToken.IsEmpty, "No step was handed out.");
        return task;
    }

    private Task CompleteAsync(PollActivityTaskQueueResponse task) => server.Client.GetAsyncActivityHandle(task.TaskToken.ToByteArray()).CompleteAsync(task.Attempt);

    private Task FailAsync(PollActivityTaskQueueResponse task) => server.Client.GetAsyncActivityHandle(task.TaskToken.ToByteArray())
        .FailAsync(new ApplicationFailureException("Once more.", nextRetryDelay: TimeSpan.FromMilliseconds(1)));

    private string FileOf(string worker) => $"{scratch.Host.Evidence}/{WorkerLease.Prefix}{worker}";

    /// <summary>What the kernel leaves of a killed worker of this identity.</summary>
    private void Killed(string identity) => File.WriteAllText(FileOf(identity), identity);

    private WorkerSettings Settings() => new()
    {
        Connection = server.Connection(),
        TaskQueue = queue,
        Host = scratch.Host,
        Out = TextWriter.Null,
        Variable = _ => null,
    };

    [Workflow]
    internal sealed class OneStep
    {
        // Nothing but its hour would end an attempt, and nothing but a hand-back would begin another before that.
        private readonly ActivityOptions unwatched = new()
        {
            StartToCloseTimeout = TimeSpan.FromHours(1),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromHours(1) },
            CancellationType = ActivityCancellationType.WaitCancellationCompleted,
        };

        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteActivityAsync<int>("step", [], unwatched);
    }

    internal sealed class Hangs
    {
        public TaskCompletionSource Begun { get; } = new();

        [Activity("step")]
        public async Task<int> StepAsync()
        {
            var context = ActivityExecutionContext.Current;
            if (context.Info.Attempt == 1)
            {
                Begun.SetResult();
                await Task.Delay(Timeout.Infinite, context.WorkerShutdownToken);
            }

            return context.Info.Attempt;
        }
    }
}
