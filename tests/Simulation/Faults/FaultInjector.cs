using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>How each fault strikes: by the fate of the attempt, or by something that happens a moment after it began.</summary>
internal sealed class FaultInjector(History history)
{
    private readonly Dictionary<ActivityTask, int> failing = [];
    private readonly Foreigners foreigners = new(history);
    private readonly Dice dice = history.Dice;

    public bool Fits(Fault fault, Attempt attempt) => fault switch
    {
        Fault.DaemonFinishesLater => attempt.Task.Type is "provision.network" or "provision.volume" or "provision.dr-container" or "scenario.run",
        Fault.RedGate => History.Forward(attempt.Task) && attempt.Task.Type.Contains(".g", StringComparison.Ordinal) && attempt.Task.Type != "preflight.g01-plan",
        Fault.ScenarioFails or Fault.ScenarioTimesOut or Fault.ScenarioUnknown => attempt.Task.Type == "scenario.run",
        // These are tried until they can be answered; nothing in them fails for good.
        Fault.FailsForGood => attempt.Task.Type != "teardown.close" && !attempt.Task.Type.StartsWith("closure.", StringComparison.Ordinal) && !attempt.Task.Type.StartsWith("notice.", StringComparison.Ordinal),
        Fault.CancelGuard or Fault.TerminateGuard => history.Temporal.Find(WorkflowNames.TeardownId(History.Id)) is { Open: true },
        Fault.Endpoint => history.Place.Machine.Networks(history.Plan.Objects.Network).Any(n => n.Maker is not null),
        Fault.VolumeUser => history.Place.Machine.Volume(history.Plan.Objects.Volume)?.Maker is not null,
        Fault.Vanished or Fault.Swapped => foreigners.Targets().Any(),
        _ => true,
    };

    public Fate FateOf(Attempt attempt, IReadOnlyList<Fault> struck)
    {
        var fate = new Fate { Effect = dice.Between(0.005, 0.06), Answer = dice.Chance(30) ? dice.Between(0.001, 0.02) : TimeSpan.Zero };
        if (failing.TryGetValue(attempt.Task, out var left) && left > 0)
        {
            failing[attempt.Task] = left - 1;
            return fate with { Before = Planted() };
        }

        foreach (var fault in struck)
        {
            fate = fault switch
            {
                Fault.FailsBefore => fate with { Before = Planted() },
                Fault.FailsAfter => fate with { After = Planted() },
                Fault.FailsForGood => fate with { Before = new ApplicationFailureException("planted: for good", "Planted", nonRetryable: true) },
                Fault.FailsOnAndOn => Failing(attempt.Task, fate),
                Fault.AnswerLost => fate with { Silent = true },
                Fault.Slow => dice.Chance(50) ? fate with { Effect = dice.Between(1, 100) } : fate with { Answer = dice.Between(1, 100) },
                Fault.Frozen => fate with { Frozen = true, Effect = dice.Between(0.5, 40) },
                Fault.Hangs => fate with { Hangs = true },
                Fault.KilledBefore => fate with { Kill = KillAt.BeforeEffect },
                Fault.KilledAfter => fate with { Kill = KillAt.AfterEffect },
                Fault.DaemonFinishesLater => fate with { Kill = KillAt.DaemonLater },
                Fault.RedGate => fate with { Red = true },
                _ => fate,
            };
        }

        return fate;
    }

    public void Strike(Fault fault, Attempt attempt)
    {
        switch (fault)
        {
            case Fault.ScenarioFails:
                history.Edges.Harness.NextExitCode = 1;
                break;
            case Fault.ScenarioTimesOut:
                history.Edges.Harness.NextEnd = ScenarioEnd.TimedOut;
                break;
            case Fault.ScenarioUnknown:
                history.Edges.Harness.NextEnd = ScenarioEnd.Unknown;
                break;
            case Fault.WorkerKilled:
                Soon(() => history.KillWorker(null));
                break;
            case Fault.LongHistory:
                history.HistoryGrowsLong();
                break;
            case >= Fault.Abort and <= Fault.Garbage:
                Soon(() => history.Operator.Does(fault));
                break;
            case >= Fault.NameTaken and <= Fault.CodeChanged:
                Soon(() => foreigners.Do(fault));
                break;
            default:
                break;
        }
    }

    private static InvalidOperationException Planted() => new("planted: for a while");

    private Fate Failing(ActivityTask task, Fate fate)
    {
        failing[task] = dice.Of(1, 3, 4, 8);
        return fate with { Before = Planted() };
    }

    /// <summary>Around the effect of the attempt that just began, or somewhat later.</summary>
    private void Soon(Action what) => history.Agenda.In(dice.Chance(80) ? dice.Between(0, 0.08) : dice.Between(0, 5), what);
}
