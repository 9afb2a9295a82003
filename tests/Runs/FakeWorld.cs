using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
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

    public static IReadOnlyList<string> ActivityNames { get; } =
        [.. new[] { typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IClosure), typeof(INotices) }.SelectMany(t => t.GetMethods()).Select(NameOf)];

    /// <summary>Without what only an operator asks for.</summary>
    public static IReadOnlyList<string> StepNames { get; } = [.. ActivityNames.Where(name => name != "teardown.acknowledge")];

    /// <summary>Every call of an activity of the run's own, by its name, in order. A notice is a workflow that nobody waits for; those are in <see cref="Told"/>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What teardown and closure were asked, in order.</summary>
    public ConcurrentQueue<object> Asked { get; } = new();

    /// <summary>Exact names and paths that exist and are the run's.</summary>
    public ConcurrentDictionary<string, string> Objects { get; } = new();

    /// <summary>How often each object was destroyed.</summary>
    public ConcurrentDictionary<string, int> Destroyed { get; } = new();

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

    /// <summary>The engine that the supervisor looks at; by default none that answers.</summary>
    public Uri Engine { get; init; } = new("unix:///nonexistent/docker.sock");

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

    /// <summary>Removes what is there and is not stuck.</summary>
    public StepResult Remove(StepRequest request)
    {
        var outcomes = request.Objects.Select(o => Stuck.TryGetValue(o.Name, out var reason)
            ? new ObjectOutcome { Kind = o.Kind, Name = o.Name, Id = o.Id, State = OutcomeState.Failed, Reason = reason, Remedy = $"remove {o.Name}" }
            : new ObjectOutcome { Kind = o.Kind, Name = o.Name, Id = o.Id, State = Destroy(o.Name) }).ToList();
        return new StepResult { Step = request.Step, Objects = outcomes };
    }

    public DrCapture Identities(Objects planned) => new()
    {
        HarnessId = Objects.GetValueOrDefault(planned.HarnessContainer),
        ContainerId = Objects.GetValueOrDefault(planned.DrContainer),
        NetworkId = Objects.GetValueOrDefault(planned.Network),
        Volume = Objects.ContainsKey(planned.Volume) ? planned.Volume : null,
        AnonymousVolumes = Objects.ContainsKey(planned.DrContainer) ? Anonymous : [],
    };

    private OutcomeState Destroy(string name)
    {
        if (!Objects.TryRemove(name, out _))
        {
            return OutcomeState.AlreadyAbsent;
        }

        Destroyed.AddOrUpdate(name, 1, (_, times) => times + 1);
        return OutcomeState.Removed;
    }
}
