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

    public bool Fits(SimulatedFault fault, TaskAttempt attempt) => fault switch
    {
        SimulatedFault.DaemonFinishesLater => attempt.Task.Type is "provision.network" or "provision.volume" or "provision.dr-container" or "scenario.run",
        SimulatedFault.RedGate => History.Forward(attempt.Task) && attempt.Task.Type.Contains(".g", StringComparison.Ordinal) && attempt.Task.Type != "preflight.g01-plan",
        SimulatedFault.ScenarioFails or SimulatedFault.ScenarioTimesOut or SimulatedFault.ScenarioUnknown => attempt.Task.Type == "scenario.run",
        // These are tried until they can be answered; nothing in them fails for good.
        SimulatedFault.FailsForGood => attempt.Task.Type != "teardown.close" && !attempt.Task.Type.StartsWith("closure.", StringComparison.Ordinal) && !attempt.Task.Type.StartsWith("notice.", StringComparison.Ordinal),
        SimulatedFault.CancelGuard or SimulatedFault.TerminateGuard => history.Temporal.Find(WorkflowNames.TeardownId(History.Id)) is { Open: true },
        SimulatedFault.Endpoint => history.Place.Engine.Networks(history.Plan.Objects.Network).Any(n => n.Maker is not null),
        SimulatedFault.VolumeUser => history.Place.Engine.Volume(history.Plan.Objects.Volume)?.Maker is not null,
        SimulatedFault.Vanished or SimulatedFault.Swapped => foreigners.Targets().Any(),
        _ => true,
    };

    public Fate FateOf(TaskAttempt attempt, IReadOnlyList<SimulatedFault> struck)
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
                SimulatedFault.FailsBefore => fate with { Before = Planted() },
                SimulatedFault.FailsAfter => fate with { After = Planted() },
                SimulatedFault.FailsForGood => fate with { Before = new ApplicationFailureException("planted: for good", "Planted", nonRetryable: true) },
                SimulatedFault.FailsOnAndOn => Failing(attempt.Task, fate),
                SimulatedFault.AnswerLost => fate with { Silent = true },
                SimulatedFault.Slow => dice.Chance(50) ? fate with { Effect = dice.Between(1, 100) } : fate with { Answer = dice.Between(1, 100) },
                SimulatedFault.Frozen => fate with { Frozen = true, Effect = dice.Between(0.5, 40) },
                SimulatedFault.Hangs => fate with { Hangs = true },
                SimulatedFault.KilledBefore => fate with { Kill = KillAt.BeforeEffect },
                SimulatedFault.KilledAfter => fate with { Kill = KillAt.AfterEffect },
                SimulatedFault.DaemonFinishesLater => fate with { Kill = KillAt.DaemonLater },
                SimulatedFault.RedGate => fate with { Red = true },
                _ => fate,
            };
        }

        return fate;
    }

    public void Strike(SimulatedFault fault, TaskAttempt attempt)
    {
        switch (fault)
        {
            case SimulatedFault.ScenarioFails:
                history.Edges.Harness.NextExitCode = 1;
                break;
            case SimulatedFault.ScenarioTimesOut:
                history.Edges.Harness.NextEnd = ScenarioEnd.TimedOut;
                break;
            case SimulatedFault.ScenarioUnknown:
                history.Edges.Harness.NextEnd = ScenarioEnd.Unknown;
                break;
            case SimulatedFault.WorkerKilled:
                Soon(() => history.KillWorker(null));
                break;
            case SimulatedFault.LongHistory:
                history.HistoryGrowsLong();
                break;
            case >= SimulatedFault.Abort and <= SimulatedFault.Garbage:
                Soon(() => history.Operator.Does(fault));
                break;
            case >= SimulatedFault.NameTaken and <= SimulatedFault.CodeChanged:
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
