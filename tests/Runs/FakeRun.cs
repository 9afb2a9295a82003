using System.Collections.Concurrent;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Supervision;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Supervision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>One dry run on fake activities, with a worker of its own. Every history it leaves is replayed.</summary>
internal sealed class FakeRun : IAsyncDisposable
{
    /// <summary>A run that hangs fails its test instead of the whole suite.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ITemporalClient client;
    private readonly TemporalWorker worker;
    private readonly CancellationTokenSource stopped = new();
    private readonly Task working;

    public FakeRun(ITemporalClient client, FakeWorld world, Plan? plan = null, string? id = null)
    {
        this.client = client;
        World = world;
        Id = id ?? $"dryrun-{Guid.NewGuid():N}";
        var options = new TemporalWorkerOptions(Queue) { MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(100), DefaultHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(100) };
        Serve(options, world, plan);
        options.Interceptors = [new HeartbeatInterceptor(TimeSpan.FromMilliseconds(200)), new SpoiltAnswers(world)];
        worker = new TemporalWorker(client, options);
        working = worker.ExecuteAsync(stopped.Token);
    }

    public FakeWorld World { get; }

    public string Queue { get; } = $"fake-{Guid.NewGuid():N}";

    public string Id { get; }

    public WorkflowHandle Handle => client.GetWorkflowHandle(Id);

    public WorkflowHandle Guard => client.GetWorkflowHandle(WorkflowNames.TeardownId(Id));

    /// <summary>Every workflow, and the fakes of every activity.</summary>
    public static void Serve(TemporalWorkerOptions options, FakeWorld world, Plan? plan = null)
    {
        options
            .AddWorkflow<DryRunWorkflow>()
            .AddWorkflow<TeardownWorkflow>()
            .AddWorkflow<SuperviseWorkflow>()
            .AddWorkflow<NotifyWorkflow>()
            .AddAllActivities<IPreflight>(new PreflightActivities(new FakePreflight(world, plan ?? TwoScenarios.Plan), world.Runs))
            .AddAllActivities<IProvision>(new ProvisionActivities(new FakeProvision(world), world.Runs))
            .AddAllActivities<IScenarios>(new ScenarioActivities(new FakeScenarios(world, plan ?? TwoScenarios.Plan), world.Runs))
            .AddAllActivities<ITeardown>(new TeardownActivities(new FakeTeardown(world), world.Runs))
            .AddAllActivities<IClosure>(new ClosureActivities(new FakeClosure(world), world.Runs))
            .AddAllActivities<INotices>(new FakeNotices(world));
        if (!world.Unwatched)
        {
            options.AddAllActivities<IParentWatch>(new ParentWatchActivities());
        }

        if (world.Host is { } host)
        {
            options.AddAllActivities<ISupervision>(new SupervisionActivities(host.Host, new DockerEngine(host.Host with { DockerEndpoint = world.Endpoint }), world.Runs, TimeProvider.System, NullLogger<SupervisionActivities>.Instance));
        }
    }

    public async Task StartAsync(params object?[] input) =>
        await client.StartWorkflowAsync(WorkflowNames.DryRun, input.Length == 0 ? [new StartInput { Plan = "two-scenarios" }] : input, new WorkflowOptions(Id, Queue));

    /// <summary>The summary, from the result or from the failure's detail.</summary>
    public async Task<(ClosureSummary? Summary, string? FailureType)> EndAsync()
    {
        try
        {
            return (await Handle.GetResultAsync<ClosureSummary>().WaitAsync(Patience), null);
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException failure)
        {
            return (failure.Details.Count > 0 ? failure.Details.ElementAt<ClosureSummary>(0) : null, failure.ErrorType);
        }
        catch (WorkflowFailedException e)
        {
            return (null, e.InnerException?.GetType().Name);
        }
    }

    /// <summary>
    /// Asks for the status until it is as wanted. It changes with the history only, so that is looked at first: to answer, a worker has to take a task.
    /// </summary>
    public static async Task<RunStatus> UntilAsync(WorkflowHandle handle, Func<RunStatus, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        RunStatus? status = null;
        (string Run, long Events)? known = null;
        while (true)
        {
            if (await HistoryAsync(handle) is { } history && (status is null || history != known))
            {
                (known, status) = (history, await StatusAsync(handle));
            }

            if (status is not null && wanted(status))
            {
                return status;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(90), $"the status never came to what was waited for; it is {status}");
            await poll.WaitForNextTickAsync();
        }
    }

    public async Task ReplayAsync()
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DataConverter = DryRunConverter.Instance }.AddWorkflow<DryRunWorkflow>().AddWorkflow<TeardownWorkflow>());
        await replayer.ReplayWorkflowAsync(await Handle.FetchHistoryAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        try
        {
            await working;
        }
        catch (OperationCanceledException)
        {
            // How a worker ends when it is told to.
        }

        worker.Dispose();
        stopped.Dispose();
    }

    private static async Task<(string Run, long Events)?> HistoryAsync(WorkflowHandle handle)
    {
        try
        {
            var description = await handle.DescribeAsync();
            return (description.RunId, description.HistoryLength);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<RunStatus?> StatusAsync(WorkflowHandle handle)
    {
        try
        {
            return await handle.QueryAsync<RunStatus>("status", []);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
        catch (WorkflowQueryFailedException)
        {
            // The first workflow task has not run yet.
            return null;
        }
    }
}
