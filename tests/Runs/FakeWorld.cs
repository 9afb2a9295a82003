using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Docker, PostgreSQL and the host in memory: what exists, what was called, and what is to go wrong.</summary>
internal sealed class FakeWorld
{
    private IRunStore? runs;

    public FakeWorld() => Engine = new();

    public static IReadOnlyList<string> ActivityNames { get; } =
        [.. new[] { typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IClosure), typeof(INotices) }.SelectMany(t => t.GetMethods()).Select(NameOf)];

    /// <summary>Without what only an operator asks for, and what only a parked teardown is asked.</summary>
    public static IReadOnlyList<string> StepNames { get; } = [.. ActivityNames.Where(name => name is not ("teardown.acknowledge" or "teardown.look"))];

    /// <summary>Every call of an activity of the run's own, by its name, in order. A notice is a workflow that nobody waits for; those are in <see cref="Told"/>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What teardown and closure were asked, in order.</summary>
    public ConcurrentQueue<object> Asked { get; } = new();

    /// <summary>The Docker engine and the files of the host, by direct calls.</summary>
    public MemoryEngine Engine
    {
        get;
        init
        {
            field = value;
            field.Removing = Hold;
        }
    }

    /// <summary>What exists.</summary>
    public IReadOnlyList<EngineObject> Objects => Engine.Objects;

    /// <summary>How often each object was destroyed, by its name.</summary>
    public IReadOnlyDictionary<string, int> Destroyed => Engine.Removed.CountBy(o => o.Name).ToDictionary();

    /// <summary>What happens in the activity of this name before it does its work; by default nothing.</summary>
    public ConcurrentDictionary<string, Func<int, Task>> Before { get; } = new();

    /// <summary>The same after its work, so that the effect is done and its record is lost.</summary>
    public ConcurrentDictionary<string, Func<int, Task>> After { get; } = new();

    /// <summary>Gates that are red, by activity name; those the workflow judges itself by their id, such as <c>G-16</c>.</summary>
    public ConcurrentDictionary<string, bool> Red { get; } = new();

    /// <summary>Objects by name that teardown cannot remove.</summary>
    public ConcurrentDictionary<string, string> Stuck { get; } = new();

    /// <summary>Anonymous volumes that hang on the DR container as long as it exists.</summary>
    public IReadOnlyList<string> Anonymous { get; set; } = [];

    /// <summary>Activities by name whose answers are lost on the way to the workflow.</summary>
    public ConcurrentDictionary<string, bool> Spoilt { get; } = new();

    /// <summary>True where no guard hears of its parent's end but by Temporal and by the supervisor.</summary>
    public bool Unwatched { get; init; }

    /// <summary>Lets an activity go on that waits for it.</summary>
    public Signal Release { get; } = new();

    /// <summary>What every gate says it found.</summary>
    public string? Says { get; init; }

    /// <summary>The last report that was to be written.</summary>
    public Report? Report { get; set; }

    /// <summary>The run whose manifest was recorded; without it closure has no fingerprints to look for.</summary>
    public RecordedRun? Recorded { get; set; }

    /// <summary>The runs of this world: in memory, or in the evidence of its host.</summary>
    public IRunStore Runs => runs ??= Host is { } host ? new RecordedRuns(host.Host, new Redactor(host.Host), TimeProvider.System) : new MemoryRunStore();

    /// <summary>What people were told, at every attempt.</summary>
    public ConcurrentQueue<Notice> Told { get; } = new();

    /// <summary>How the next runs of scenarios end, one after the other; after these, and by default, as their plan expects.</summary>
    public ConcurrentQueue<ScenarioRun> Ends { get; init; } = new();

    /// <summary>What was done with the databases of scenarios, in order; what a scenario takes is its own or, <c>as made</c>, the one made ahead.</summary>
    public ConcurrentQueue<string> Databases { get; } = new();

    /// <summary>True where no database can be made ahead.</summary>
    public bool NoRoom { get; set; }

    /// <summary>The engine's socket, which the supervisor looks at; by default none that answers.</summary>
    public Uri Endpoint { get; init; } = new("unix:///nonexistent/docker.sock");

    /// <summary>Where manifest and closed mark are real files; by default they are nowhere.</summary>
    public Scratch? Host { get; init; }

    /// <summary>How the report is written; by default nowhere.</summary>
    public Func<RecordedRun, ReportStep, Task<ClosureSummary>>? Write { get; init; }

    /// <summary>One in which a run comes to this activity: a harness is removed by a step of its own only where its run is in doubt.</summary>
    public static FakeWorld ComingTo(string activity) =>
        new() { Ends = new(activity == "scenario.remove-harness" ? [new ScenarioRun { End = ScenarioEnd.Unknown, Reason = "planted", Seconds = 1 }] : []) };

    public static Func<int, Task> FailsFirst(int times) => attempt => attempt <= times ? throw new InvalidOperationException("planted: for a while") : Task.CompletedTask;

    public static Func<int, Task> FailsForGood() => _ => throw new ApplicationFailureException("planted: for good", "Planted", nonRetryable: true);

    public Task<T> DoAsync<TContract, T>(Func<T> work, [CallerMemberName] string method = "") =>
        DoAsync<TContract, T>(() => Task.FromResult(work()), method);

    public async Task<T> DoAsync<TContract, T>(Func<Task<T>> work, [CallerMemberName] string method = "")
    {
        var name = NameOf(typeof(TContract).GetMethod(method) ?? throw new MissingMethodException(typeof(TContract).Name, method));
        var attempt = ActivityExecutionContext.HasCurrent ? ActivityExecutionContext.Current.Info.Attempt : 1;
        if (typeof(TContract) != typeof(INotices))
        {
            Calls.Enqueue(name);
        }

        if (Before.TryGetValue(name, out var before))
        {
            await before(attempt);
        }

        var result = await work();
        if (After.TryGetValue(name, out var after))
        {
            await after(attempt);
        }

        return result;
    }

    public Task<GateResult> GateAsync<TContract>(Gate gate, [CallerMemberName] string method = "") =>
        DoAsync<TContract, GateResult>(() => GateOf<TContract>(gate, method), method);

    public GateResult GateOf<TContract>(Gate gate, string method) => Red.ContainsKey(NameOf(typeof(TContract).GetMethod(method)!))
        ? GateResult.Red(gate, Says ?? "the fake's subject", "green", Says ?? "planted red", "take the plant away")
        : GateResult.Green(gate, Says ?? "the fake's subject", "green", Says ?? "green");

    public static string NameOf(MethodInfo method) => method.GetCustomAttribute<ActivityAttribute>()?.Name ?? throw new InvalidOperationException($"{method.Name} carries no activity name.");

    /// <summary>The id of the first object of this name.</summary>
    public string IdOf(string name) => Engine.Made.First(o => o.Name == name).Id;

    /// <summary>Another one of the run's under a name, which others have made or the daemon made late.</summary>
    public void MakeAnother(ObjectKind kind, string name) => Engine.Add(kind, name, Recorded?.Ref.Nonce);

    private void Hold(EngineObject target)
    {
        if (Stuck.TryGetValue(target.Name, out var reason))
        {
            throw new EngineRefusedException(409, reason, $"remove {target.Name}");
        }
    }
}
