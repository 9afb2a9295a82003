using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Tests.Simulation.Edges;
using DotIuCutter.Temporal.Tests.Simulation.Faults;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>
/// One dry run from its start until nothing is left to happen, with the faults its seed has drawn. Everything follows from the seed: run it
/// again with a trace to see what happened.
/// </summary>
internal sealed class History : IWorld
{
    public const string Id = "dryrun-two-scenarios";

    /// <summary>Far above what any history needs.</summary>
    private const int MostSteps = 100_000;

    private readonly SimulatedFaultPlan faults;
    private readonly FaultInjector strikes;
    private readonly Dictionary<TaskAttempt, ActivityAttempt> doings = [];
    private readonly List<(string RunId, Action Then)> watches = [];
    private readonly List<ActivityAttempt> leftToTheDaemon = [];
    private readonly Action<string>? trace;
    private bool longHistory;

    /// <summary>So many attempts of teardown begin before the daemon does what a dead worker had asked for.</summary>
    private int daemonWaitsFor;

    public History(ulong seed, Action<string>? trace = null)
    {
        Dice = new Dice(seed);
        this.trace = trace is null ? null : line => trace($"{Agenda.Now:HH:mm:ss.fff} {line}");
        faults = new SimulatedFaultPlan(Dice);
        Place = new Place
        {
            Agenda = Agenda,
            Dice = Dice,
            Engine = new MemoryEngine(Dice.Id),
            Fences = new Fences(),
            Surroundings = new Surroundings(Dice),
            IsOpen = id => Temporal!.Find(id) is { Open: true },
        };
        Plan = PlanOf(Dice);
        Edges = new EdgeTable(Place, Plan);
        Temporal = new SimulatedTemporal(Agenda, Dice, this, DryRunConverter.Instance, this.trace, typeof(DryRunWorkflow), typeof(TeardownWorkflow), typeof(NotifyWorkflow));
        Referee = new Referee(this);
        Operator = new Operator(this, Referee);
        strikes = new FaultInjector(this);
        Place.Engine.Making = Make;
        Place.Engine.Removing = Remove;
    }

    public Agenda Agenda { get; } = new();

    public Dice Dice { get; }

    public Place Place { get; }

    public Plan Plan { get; }

    public EdgeTable Edges { get; }

    public SimulatedTemporal Temporal { get; }

    public Operator Operator { get; }

    public Referee Referee { get; }

    public IReadOnlyList<SimulatedFault> Struck => faults.Struck;

    /// <summary>Things foreigners have put in the way, and how they leave.</summary>
    public List<Action> Obstacles { get; } = [];

    public static bool Forward(ActivityTask task) => task.Type.Split('.')[0] is not ("teardown" or "closure" or "notice" or "guard");

    /// <exception cref="Violation">An invariant does not hold.</exception>
    /// <exception cref="WorkflowTaskFailedException">A workflow hangs, or does not replay.</exception>
    public void Run()
    {
        trace?.Invoke($"planned: {string.Join(", ", faults.Waiting)}");
        StartDryRun();
        var steps = 0;
        while (Agenda.Step())
        {
            Violation.When(++steps > MostSteps, $"The history does not end: {steps} steps.");
        }

        Referee.AtTheEnd();
    }

    public void StartDryRun() => Temporal.Start(Id, WorkflowNames.DryRun, new StartInput { Plan = Plan.Name });

    /// <summary>From now on Temporal suggests to continue as new in every workflow task.</summary>
    public void HistoryGrowsLong() => longHistory = true;

    public void KillWorker(ActivityAttempt? finishedByTheDaemon)
    {
        if (finishedByTheDaemon is not null)
        {
            LeaveToTheDaemon(finishedByTheDaemon);
        }

        Temporal.KillWorker(Dice.Between(0.2, 20));
    }

    public void Scheduled(ActivityTask task) => Referee.Scheduled(task);

    public void CancelRequested(ActivityTask task) => Referee.CancelRequested(task);

    public void Take(TaskAttempt attempt)
    {
        trace?.Invoke($"{attempt} begins");
        var struck = faults.At(attempt, f => strikes.Fits(f, attempt));
        if (struck.Count > 0)
        {
            trace?.Invoke($"FAULT {string.Join(", ", struck)}");
        }

        if (attempt.Task.Type.StartsWith("teardown.", StringComparison.Ordinal) && daemonWaitsFor-- == 1)
        {
            FinishByTheDaemon();
        }

        foreach (var moment in struck)
        {
            strikes.Strike(moment, attempt);
        }

        Operator.SeesAttempt(attempt);
        var doing = doings[attempt] = new ActivityAttempt(this, attempt, EdgeTable.RequestOf(attempt.Task), strikes.FateOf(attempt, struck));
        doing.Begin();
    }

    public void Killed(IReadOnlyList<TaskAttempt> attempts)
    {
        foreach (var doing in doings.Values.Where(d => !d.Frozen))
        {
            doing.Kill();
        }
    }

    /// <summary>True while the run is open; then this is done when it closes.</summary>
    public bool WaitsForTheEnd(ParentRun parent, Action then)
    {
        var open = Temporal.Executions.Any(e => e.RunId == parent.RunId && e.Open);
        if (open)
        {
            watches.Add((parent.RunId, then));
        }

        return open;
    }

    public void Recorded(Execution execution)
    {
        if (!execution.Open)
        {
            foreach (var (_, then) in watches.Where(w => w.RunId == execution.RunId))
            {
                Agenda.In(Dice.Between(0.001, 0.05), then);
            }

            watches.RemoveAll(w => w.RunId == execution.RunId);
        }

        Operator.Sees(execution);
        Referee.Recorded(execution);
    }

    public bool Long(Execution execution) => longHistory;

    private void LeaveToTheDaemon(ActivityAttempt doing)
    {
        leftToTheDaemon.Add(doing);
        if (Dice.Chance(30))
        {
            Agenda.In(Dice.Between(0.05, 30), FinishByTheDaemon);
            return;
        }

        // Mostly amid the teardown, which begins when somebody stops the run before the worker is back.
        daemonWaitsFor = 1 + Dice.Below(10);
        var stop = Dice.Of(SimulatedFault.Abort, SimulatedFault.Cancel, SimulatedFault.Terminate);
        Agenda.In(Dice.Between(0.01, 0.2), () => Operator.Does(stop));
    }

    private void FinishByTheDaemon()
    {
        leftToTheDaemon.ForEach(d => d.ByTheDaemon());
        leftToTheDaemon.Clear();
        Operator.LooksLater();
    }

    private void Make(EngineObject made)
    {
        (made.Late, made.MadeAt) = (Place.Daemon, Agenda.Now);
        if (made.Maker is not null)
        {
            Referee.Making(made);
        }

        trace?.Invoke($"{Who} makes {made}");
    }

    private void Remove(EngineObject target)
    {
        if (Place.Actor is not null)
        {
            Referee.Destroying(target);
        }

        trace?.Invoke($"{Who} destroys {target}");
    }

    private string Who => Place.Daemon ? "the daemon, late," : Place.Actor?.ToString() ?? "a foreigner";

    /// <summary>The smallest plan, in a few shapes.</summary>
    private static Plan PlanOf(Dice dice)
    {
        var plan = TwoScenarios.Plan;
        return plan with
        {
            RetainDump = dice.Chance(50) ? plan.RetainDump : null,
            Scenarios = dice.Chance(30) ? [plan.Scenarios[0], plan.Scenarios[1] with { Start = ScenarioStart.Continue }] : plan.Scenarios,
        };
    }
}
