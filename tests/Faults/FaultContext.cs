using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using DotIuCutter.Temporal.Tests.Proxies;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One run and all that stands around it: the proxy it sees Docker through, its histories as they grow, and what the test made itself.</summary>
internal sealed class FaultContext : IAsyncDisposable
{
    private readonly FaultSession session;
    private readonly Stack<Func<Task>> undo = new();
    private readonly string name;
    private OwnTemporal? temporal;
    private RealRun? run;
    private HistoryTail? forward;
    private HistoryTail? guard;

    public FaultContext(FaultSession session, string name, Fault fault, FaultDice dice)
    {
        (this.session, this.name, Fault, Dice) = (session, name, fault, dice);
        Plan = session.World.Plan(name, (fault.Scenario, TestWorld.OneRow));
        Proxy = new EngineProxy($"{session.World.Root}/{name}.sock");
    }

    public Fault Fault { get; }

    public FaultDice Dice { get; }

    public Plan Plan { get; set; }

    /// <summary>Further variables of the worker.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public EngineProxy Proxy { get; }

    public Engine Engine => session.Engine;

    public EngineEvents Events => session.Events;

    public EngineProcess EngineProcess => session.EngineProcess;

    /// <summary>The run's own names in the order in which they are destroyed.</summary>
    public List<string> Own => [Plan.Objects.HarnessContainer, Plan.Objects.DrContainer, Plan.Objects.Volume, Plan.Objects.Network];

    /// <summary>Ids of the run's own objects that an engine had when it came back: it may have been killed before it told of their creation.</summary>
    public ConcurrentDictionary<string, bool> Recognised { get; } = new();

    public TestWorld World => session.World;

    /// <summary>Productions of the run's own, each with a witness slot.</summary>
    public List<string> Productions { get; } = [];

    /// <summary>What must still be as the test left it: a path and what it holds.</summary>
    public ConcurrentDictionary<string, string> Untouchable { get; } = new();

    /// <summary>Objects of the test's own, by id, which the run must leave as they are.</summary>
    public ConcurrentDictionary<string, StandingObject> MustStand { get; } = new();

    /// <summary>Ids of the run's own objects that the fault itself destroyed: their order is not the run's doing.</summary>
    public ConcurrentDictionary<string, bool> DestroyedByTheFault { get; } = new();

    /// <summary>True when the teardown was parked at least once: it alone sets a timer.</summary>
    public bool Parked => Guard.Events.Any(e => e.TimerStartedEventAttributes is not null);

    /// <summary>Exact names of the run's own that the operator took over instead of the teardown.</summary>
    public HashSet<string> TakenOver { get; } = [];

    /// <summary>False where the test itself failed before.</summary>
    public bool Started => guard is not null;

    public RealRun Run => run ?? throw new InvalidOperationException("The worker has not been started.");

    public OwnTemporal Temporal => temporal ?? throw new InvalidOperationException("The run has no Temporal of its own.");

    public HistoryTail Forward => forward ?? throw new InvalidOperationException("The run has not been started.");

    public HistoryTail Guard => guard ?? throw new InvalidOperationException("The run has not been started.");

    private ITemporalClient Client => temporal?.Client ?? session.Server.Client;

    /// <summary>To be taken back at the end, last one first.</summary>
    public void Undo(Func<Task> how) => undo.Push(how);

    /// <summary>An object of the test's own: no witness holds it against the run, and it must be there until the test removes it.</summary>
    public void Made(string idOrVolume) => session.Made.TryAdd(idOrVolume, name);

    public async Task StartAsync()
    {
        temporal = Fault.Temporal is { } own ? await own(this) : null;
        run = await RealRun.WithWorkerAsync(Client, World, Plan, Proxy.Path, Variables);
        forward = new HistoryTail(Client, Run.Id, null);
        guard = new HistoryTail(Client, WorkflowNames.TeardownId(Run.Id), forward.Ended);
        await StartWorkflowAsync();
    }

    /// <summary>As whoever starts one would: a start that a faulty Temporal refused, or whose answer it lost, is asked for again.</summary>
    private async Task StartWorkflowAsync()
    {
        var options = new WorkflowOptions(Run.Id, Run.Queue) { TaskTimeout = WorkflowNames.TaskTimeout, IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting };
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var asked = 1; ; asked++)
        {
            try
            {
                await Client.StartWorkflowAsync(WorkflowNames.DryRun, [new StartInput { Plan = Plan.Name }], options);
                return;
            }
            catch (RpcException) when (asked < 20)
            {
                await poll.WaitForNextTickAsync();
            }
        }
    }

    /// <summary>Waits until this activity has been scheduled, which it is at most a moment before a worker has it.</summary>
    public async Task UntilScheduledAsync(string activity, CancellationToken over)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(over);
        var stories = new[] { Forward, Guard }.Select(s => s.UntilAsync(e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == activity, first.Token)).ToList();
        await await Task.WhenAny(stories);
        await first.CancelAsync();
    }

    /// <summary>The fault itself takes time: this is its length, not a wait for anything.</summary>
    public static async Task LastAsync(TimeSpan length, CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, length.TotalMilliseconds)));
        await timer.WaitForNextTickAsync(over);
    }

    /// <summary>Waits until the teardown is parked: it alone sets a timer.</summary>
    public Task UntilParkedAsync(CancellationToken over) => Guard.UntilAsync(e => e.TimerStartedEventAttributes is not null, over);

    /// <summary>An engine that comes back has no memory of what it told before.</summary>
    public async Task RecogniseAsync()
    {
        foreach (var (id, seen) in (await Standing.ReadAsync(Engine)).Objects)
        {
            if (Own.Contains(seen.Name))
            {
                Recognised.TryAdd(id, true);
            }
        }
    }

    /// <summary>The activities of both workflows that are waiting or under way.</summary>
    public async Task<IReadOnlyList<PendingActivityInfo>> PendingAsync()
    {
        var pending = new List<PendingActivityInfo>();
        foreach (var id in new[] { Run.Id, WorkflowNames.TeardownId(Run.Id) })
        {
            try
            {
                pending.AddRange((await Client.WorkflowService.DescribeWorkflowExecutionAsync(
                    new() { Namespace = Client.Options.Namespace, Execution = new() { WorkflowId = id } })).PendingActivities);
            }
            catch (RpcException e) when (e.Code is RpcException.StatusCode.NotFound or RpcException.StatusCode.Cancelled or RpcException.StatusCode.DeadlineExceeded)
            {
                // No guard yet, or a server under load that cuts a request short now and then; whoever waits for a step asks again.
            }
        }

        return pending;
    }

    /// <summary>Waits until the code under test has a statement under way in the DR.</summary>
    public async Task UntilConnectedAsync(CancellationToken over)
    {
        const string Working = "select count(*) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()";
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await poll.WaitForNextTickAsync(over);
        }
        while ((await Shell.TryAsync("docker", "exec", "--user", "postgres", Plan.Objects.DrContainer, "psql", "-X", "-A", "-t", "-c", Working)).Output.Trim() is "" or "0");
    }

    /// <summary>Both workflows have ended.</summary>
    public async Task EndedAsync(TimeSpan patience)
    {
        await Forward.Ended.WaitAsync(patience);
        await Guard.Ended.WaitAsync(patience);
    }

    /// <summary>A container that only sleeps, by its id.</summary>
    public async Task<string> SleeperAsync(string container, JsonNode? host = null)
    {
        var id = await Engine.SleeperAsync(container, host);
        await PlantedAsync(id);
        return id;
    }

    /// <summary>A volume of another origin, which must stay.</summary>
    public async Task VolumeAsync(string volume)
    {
        await Engine.PostAsync("/volumes/create", new JsonObject { ["Name"] = volume });
        Made(volume);
        Undo(() => Engine.DeleteAsync($"/volumes/{volume}"));
        MustStand[volume] = (await Standing.ReadAsync(Engine)).Objects[volume];
    }

    /// <summary>A network of another origin, which must stay.</summary>
    public async Task NetworkAsync(string network)
    {
        var id = (await Engine.PostAsync("/networks/create", new JsonObject { ["Name"] = network })).GetProperty("Id").GetString() ?? "";
        Made(id);
        Undo(() => Engine.DeleteAsync($"/networks/{id}"));
        MustStand[id] = (await Standing.ReadAsync(Engine)).Objects[id];
    }

    /// <summary>The test takes away what it planted.</summary>
    public async Task TakeAwayAsync(string container)
    {
        MustStand.TryRemove(container, out _);
        await Engine.RemoveContainerAsync(container);
    }

    /// <summary>A production of the run's own, so that harm to it hurts nobody else; answers its container's name.</summary>
    public async Task<string> OwnProductionAsync()
    {
        var container = await World.ProductionTooAsync(name);
        var id = (await Engine.GetAsync($"/containers/{container}/json")).GetProperty("Id").GetString() ?? "";
        await AnonymousVolumesMadeAsync(id);
        await PlantedAsync(id);
        Plan = Plan with { Production = Plan.Production with { Container = container } };
        Productions.Add(container);
        await ChangeStream.MakeAsync(container);
        return container;
    }

    /// <summary>The PostgreSQL of a Temporal of the run's own; answers its container's id.</summary>
    public async Task<string> DatabaseOfTemporalAsync(ClusterSettings settings)
    {
        var id = await ClusterTemporal.StartDatabaseAsync($"{World.Prefix}-{name}-temporal", settings);
        await AnonymousVolumesMadeAsync(id);
        Made(id);
        Undo(() => Engine.RemoveContainerAsync(id));
        return id;
    }

    private async Task AnonymousVolumesMadeAsync(string container)
    {
        foreach (var mount in (await Engine.GetAsync($"/containers/{container}/json")).GetProperty("Mounts").EnumerateArray())
        {
            Made(mount.GetProperty("Name").GetString() ?? "");
        }
    }

    private async Task PlantedAsync(string container)
    {
        Made(container);
        Undo(() => Engine.RemoveContainerAsync(container));
        MustStand[container] = await Standing.ContainerAsync(Engine, container) ?? throw new InvalidOperationException($"Container {container} is gone at once.");
    }

    public async ValueTask DisposeAsync()
    {
        Proxy.Meddle = _ => null;
        if (run is not null)
        {
            await run.DisposeAsync();
        }

        foreach (var story in new[] { forward, guard }.OfType<HistoryTail>())
        {
            await story.DisposeAsync();
        }

        while (undo.TryPop(out var how))
        {
            await how();
        }

        await Proxy.DisposeAsync();
        if (temporal is not null)
        {
            await temporal.DisposeAsync();
        }
    }
}
