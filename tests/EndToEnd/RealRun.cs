using System.Text.Json;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>One dry run on real Docker, PostgreSQL and Temporal, by the real executable.</summary>
internal sealed class RealRun : IAsyncDisposable
{
    private readonly TemporalServer server;
    private readonly string queue;

    private RealRun(TemporalServer server, Plan plan, Dictionary<string, string> options)
    {
        this.server = server;
        Plan = plan;
        Options = options;
        queue = $"e2e-{plan.Name}";
        Id = Contract.WorkflowId(plan.Name);
    }

    public Plan Plan { get; }

    public string Id { get; }

    public string Queue => queue;

    public Dictionary<string, string> Options { get; }

    public List<WorkerProcess> Workers { get; } = [];

    public string PlanFile => $"{Options["DRYRUN_PLANS"]}/{Plan.Name}.json";

    public WorkflowHandle Handle => server.Client.GetWorkflowHandle(Id);

    public WorkflowHandle Guard => server.Client.GetWorkflowHandle(Contract.TeardownId(Id));

    /// <summary>With a worker running; <paramref name="docker"/> is a socket in place of the engine's own, <paramref name="variables"/> are the worker's too.</summary>
    public static async Task<RealRun> WithWorkerAsync(
        TemporalServer server, TestWorld world, Plan plan, string? docker = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var options = world.Options(server.Address);
        if (docker is not null)
        {
            options["DRYRUN_DOCKER"] = $"unix://{docker}";
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            options[name] = value;
        }

        var run = new RealRun(server, plan, options);
        await File.WriteAllTextAsync(run.PlanFile, JsonSerializer.Serialize(plan, Json.Indented));
        await run.StartWorkerAsync();
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
            var description = await server.Client.WorkflowService.DescribeWorkflowExecutionAsync(
                new() { Namespace = server.Client.Options.Namespace, Execution = new() { WorkflowId = Id } });
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

    /// <summary>Waits until the container of this name runs.</summary>
    public static async Task UntilRunsAsync(string container)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; (await Shell.TryAsync("docker", "inspect", "--format", "{{.State.Status}}", container)).Output.Trim() != "running"; tries++)
        {
            Assert.True(tries < 600, $"container '{container}' never ran");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>The run's end as `dryrun status --watch` would see it.</summary>
    public async Task<ClosureSummary> EndAsync()
    {
        await FakeRun.UntilAsync(Handle, s => s.Phase == RunPhase.Closed);
        return (await Handle.QueryAsync<RunStatus>("status", [])).Summary ?? throw new InvalidOperationException("The run ended without a summary.");
    }

    public async Task<Report> ReportAsync()
    {
        var summary = await EndAsync();
        await using var file = File.OpenRead($"{Options["DRYRUN_EVIDENCE"]}/{summary.RunKey}/report.json");
        return await JsonSerializer.DeserializeAsync<Report>(file, Json.Options) ?? throw new InvalidOperationException("The report is empty.");
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

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers)
        {
            await worker.DisposeAsync();
        }
    }
}
