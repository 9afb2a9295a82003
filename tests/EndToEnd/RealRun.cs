using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Tests.Faults;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>One dry run on real Docker, PostgreSQL and Temporal, by the real executable.</summary>
internal sealed class RealRun : IAsyncDisposable
{
    private readonly ITemporalClient client;
    private readonly string queue;

    private RealRun(ITemporalClient client, Plan plan, Dictionary<string, string> options, string queue)
    {
        this.client = client;
        this.queue = queue;
        Plan = plan;
        Options = options;
        Id = WorkflowNames.WorkflowId(plan.Name);
    }

    public Plan Plan { get; }

    public string Id { get; }

    public string Queue => queue;

    public Dictionary<string, string> Options { get; }

    public List<WorkerProcess> Workers { get; } = [];

    public RunPaths Paths => RunPaths.For(Plan.WorkDirectory);

    public string PlanFile => $"{Options["DRYRUN_PLANS"]}/{Plan.Name}.json";

    public WorkflowHandle Handle => client.GetWorkflowHandle(Id);

    public WorkflowHandle Guard => client.GetWorkflowHandle(WorkflowNames.TeardownId(Id));

    /// <summary>With a worker running, whose queue has its own evidence; <paramref name="docker"/> is a socket in place of the engine's own, <paramref name="with"/> are further variables of it.</summary>
    public static Task<RealRun> WithWorkerAsync(
        TemporalServer server, TestWorld world, Plan plan, string? docker = null, IReadOnlyDictionary<string, string>? with = null) =>
        WithWorkerAsync(server.Client, world, plan, docker, with);

    /// <summary>The same on another server.</summary>
    public static async Task<RealRun> WithWorkerAsync(
        ITemporalClient client, TestWorld world, Plan plan, string? docker = null, IReadOnlyDictionary<string, string>? with = null)
    {
        var options = world.Options(client.Connection.Options.TargetHost ?? throw new ArgumentException("The client names no server.", nameof(client)));
        options["DRYRUN_EVIDENCE"] = $"{world.Root}/evidence/{plan.Name}";
        foreach (var (name, value) in with ?? new Dictionary<string, string>())
        {
            options[name] = value;
        }

        if (docker is not null)
        {
            options["DRYRUN_DOCKER"] = $"unix://{docker}";
        }

        var run = new RealRun(client, plan, options, $"e2e-{plan.Name}");
        await run.WritePlanAsync();
        await run.StartWorkerAsync();
        return run;
    }

    /// <summary>A run of another plan by the same worker.</summary>
    public async Task<RealRun> AlsoAsync(Plan plan)
    {
        var run = new RealRun(client, plan, Options, queue);
        await run.WritePlanAsync();
        return run;
    }

    public async Task StartWorkerAsync() => Workers.Add(await WorkerProcess.StartAsync(Options, queue));

    public void KillWorkers() => Workers.ForEach(w => w.Kill());

    public Task<(int Code, string Output, string Error)> DryRunAsync(params string[] arguments) =>
        Shell.TryAsync(WorkerProcess.Executable, [.. arguments, "--task-queue", queue], Options);

    /// <summary>`dryrun run FILE`.</summary>
    public Task<(int Code, string Output, string Error)> RunAsync() => DryRunAsync("run", PlanFile);

    /// <summary>Starts it and leaves it to itself.</summary>
    public async Task StartAsync()
    {
        var (code, output, error) = await DryRunAsync("run", PlanFile, "--detach");
        Assert.True(code == 0, output + error);
    }

    public Task<RunStatus> UntilAsync(Func<RunStatus, bool> wanted) => FakeRun.UntilAsync(Handle, wanted);

    /// <summary>Waits until the activity of this type is being worked on; a short one may be over by then, which is as good a moment to strike.</summary>
    public async Task UntilInAsync(string activity)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; ; tries++)
        {
            var description = await DescribeAsync();
            if (description.PendingActivities.Any(a => a.ActivityType.Name == activity && a.State == PendingActivityState.Started))
            {
                return;
            }

            if (tries % 10 == 9 && (await Handle.FetchHistoryAsync()).Events.Any(e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == activity))
            {
                return;
            }

            Assert.True(tries < 3000 && description.WorkflowExecutionInfo.Status == WorkflowExecutionStatus.Running, $"{activity} was never seen under way");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until an activity is being retried whose last attempt said <paramref name="words"/>.</summary>
    public async Task UntilRetriedAsync(string words)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string? said = null;
        for (var tries = 0; ; tries++)
        {
            var description = await DescribeAsync();
            said = description.PendingActivities.FirstOrDefault(a => a.Attempt > 1 && a.LastFailure is not null)?.LastFailure.Message ?? said;
            if (said?.Contains(words, StringComparison.Ordinal) == true)
            {
                return;
            }

            Assert.True(
                tries < 1200 && description.WorkflowExecutionInfo.Status == WorkflowExecutionStatus.Running, $"no retried activity said '{words}'; the last said '{said}'");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until the container of this name runs.</summary>
    public static async Task UntilRunsAsync(string container)
    {
        using var engine = new Engine();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; (await engine.FindAsync($"/containers/{container}/json"))?.GetProperty("State").GetProperty("Running").GetBoolean() != true; tries++)
        {
            Assert.True(tries < 1200, $"container '{container}' never ran");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>The run's end, whichever it is.</summary>
    public async Task<ClosureSummary> EndAsync()
    {
        await Task.WhenAny(Handle.GetResultAsync()).WaitAsync(TimeSpan.FromMinutes(2));
        return (await FakeRun.UntilAsync(Handle, s => s.Phase == RunPhase.Closed)).Summary ?? throw new InvalidOperationException("The run ended without a summary.");
    }

    public async Task<Report> ReportAsync()
    {
        var summary = await EndAsync();
        await using var file = File.OpenRead($"{Options["DRYRUN_EVIDENCE"]}/{summary.RunKey}/report.json");
        return await JsonSerializer.DeserializeAsync<Report>(file, Json.Options) ?? throw new InvalidOperationException("The report is empty.");
    }

    /// <summary>The open manifest of the run, by its key.</summary>
    public string Manifest(string runKey) => $"{Options["DRYRUN_EVIDENCE"]}/{runKey}/manifest.json";

    /// <summary>Waits until the evidence says that the run is closed.</summary>
    public async Task<ClosedMark> UntilClosedAsync(string runKey)
    {
        var folder = $"{Options["DRYRUN_EVIDENCE"]}/{runKey}";
        var file = $"{folder}/closed.json";
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; !File.Exists(file) || await RunFolders.ReadAsync(folder, CancellationToken.None) is not null; tries++)
        {
            Assert.True(tries < 1200, $"run '{runKey}' was never closed");
            await poll.WaitForNextTickAsync();
        }

        return JsonSerializer.Deserialize<ClosedMark>(await File.ReadAllTextAsync(file), Json.Options) ?? throw new InvalidOperationException("The mark is empty.");
    }

    /// <summary>How often the code under test ran, by its own mark in the SQL trace.</summary>
    public async Task<int> TimesTheCodeRanAsync()
    {
        var summary = await EndAsync();
        var trace = await File.ReadAllTextAsync($"{Options["DRYRUN_EVIDENCE"]}/{summary.RunKey}/sql-trace.ndjson");
        return trace.Split("the code ran").Length - 1;
    }

    /// <summary>Nothing of the plan exists any more: not by Docker's word, not on disk.</summary>
    public async Task AssertNothingLeftAsync()
    {
        foreach (var (kind, name) in new[] { ("container", Plan.Objects.DrContainer), ("container", Plan.Objects.HarnessContainer), ("volume", Plan.Objects.Volume), ("network", Plan.Objects.Network) })
        {
            Assert.NotEqual(0, (await Shell.TryAsync("docker", kind, "inspect", name)).Code);
        }

        Assert.False(Directory.Exists(Plan.WorkDirectory.Path));
        Assert.False(Directory.Exists(Plan.WorkDirectory.Secrets));
    }

    /// <summary>A test that failed in mid-run leaves nothing on the engine either.</summary>
    public async ValueTask DisposeAsync()
    {
        if (await IsOpenAsync(Handle) || await IsOpenAsync(Guard))
        {
            await StartWorkerAsync();
            await DryRunAsync("abort", Id, "--reason", "the test is over");
            await DryRunAsync("status", Id, "--watch", "--leave-parked");
        }

        foreach (var worker in Workers)
        {
            await worker.DisposeAsync();
        }
    }

    private Task WritePlanAsync() => File.WriteAllTextAsync(PlanFile, JsonSerializer.Serialize(Plan, Json.Indented));

    /// <summary>A server under load cuts a request short now and then.</summary>
    private async Task<DescribeWorkflowExecutionResponse> DescribeAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await client.WorkflowService.DescribeWorkflowExecutionAsync(new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = Id } });
            }
            catch (RpcException e) when (tries < 5 && e.Code is (RpcException.StatusCode.Cancelled or RpcException.StatusCode.DeadlineExceeded))
            {
                // Asked again.
            }
        }
    }

    private static async Task<bool> IsOpenAsync(WorkflowHandle handle)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return (await handle.DescribeAsync(new() { Rpc = new() { Retry = false } })).Status == WorkflowExecutionStatus.Running;
            }
            catch (RpcException e) when (e.Code is RpcException.StatusCode.NotFound or RpcException.StatusCode.Unavailable)
            {
                // Never started, or on a server that the test has thrown away.
                return false;
            }
            catch (RpcException) when (tries < 20)
            {
                // A server that is told to fail now and then.
            }
        }
    }
}
