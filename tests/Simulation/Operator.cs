using System.Text;
using DotIuCutter.Temporal.Tests.Simulation.Faults;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Payload = Temporalio.Api.Common.V1.Payload;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>
/// Whoever watches the run: does what the seed says, and looks after a run that cannot go on by itself, so that every history comes to an end:
/// aborts what only fails, clears the way of a parked teardown or acknowledges what is left, and reconciles when nobody else tears down.
/// </summary>
internal sealed class Operator(History history, Referee referee)
{
    private const int FailuresBeforeAbort = 12;
    private const int ParksBeforeClearing = 5;
    private static readonly string GuardId = WorkflowNames.TeardownId(History.Id);
    private readonly SimulatedTemporal temporal = history.Temporal;
    private readonly Dice dice = history.Dice;
    private readonly HashSet<(Execution, uint)> parks = [];

    public bool SawParked(Execution execution) => parks.Any(p => p.Item1 == execution);

    public void Does(SimulatedFault fault)
    {
        switch (fault)
        {
            case SimulatedFault.Abort:
                temporal.Signal(History.Id, "abort", dice.Of<IReadOnlyList<Payload>>([], [Json("\"enough\"")], [Json("{\"reason\":\"enough\"}")], [Json("{not json")]));
                break;
            case SimulatedFault.AbortByUpdate:
                temporal.Update(History.Id, "abort", Json("\"enough\""));
                break;
            case SimulatedFault.Cancel:
                temporal.Cancel(History.Id);
                break;
            case SimulatedFault.Terminate:
                temporal.Terminate(History.Id);
                break;
            case SimulatedFault.TerminateAndStartAgain:
                temporal.Terminate(History.Id);
                history.Agenda.In(dice.Between(0.1, 30), StartAgain);
                break;
            case SimulatedFault.CancelGuard:
                temporal.Cancel(GuardId);
                break;
            case SimulatedFault.TerminateGuard:
                temporal.Terminate(GuardId);
                break;
            case SimulatedFault.TerminateBoth:
                temporal.Terminate(History.Id);
                temporal.Terminate(GuardId);
                break;
            case SimulatedFault.Retry:
                temporal.Signal(dice.Of(History.Id, GuardId), "retry");
                break;
            case SimulatedFault.Acknowledge:
                Acknowledge(dice.Of(History.Id, GuardId), dice.Of(history.Plan.Objects.Network, history.Plan.Objects.DrContainer, "G-21", "no such thing"));
                break;
            case SimulatedFault.Garbage:
                temporal.Signal(dice.Of(History.Id, GuardId), dice.Of("no-such-signal", "begin", "teardown", "acknowledge", "retry"), Json(dice.Of("{not json", "null", "[]", "7", "{\"entries\":null}", "{\"entries\":[]}", "{\"workflowId\":\"x\",\"phase\":\"teardownStuck\",\"residuals\":null}")));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "not what an operator does");
        }
    }

    /// <summary>A step that only ever fails shows in Temporal; somebody aborts.</summary>
    public void SeesAttempt(TaskAttempt attempt)
    {
        if (attempt.Number == FailuresBeforeAbort && History.Forward(attempt.Task))
        {
            temporal.Signal(History.Id, "abort", Json("\"it only fails\""));
        }
    }

    public void Sees(Execution execution)
    {
        if (execution.Type == WorkflowNames.Teardown && execution is { Open: true, Timers.Count: > 0 }
            && execution.SearchAttributes.GetValueOrDefault("DryRunPhase") == nameof(RunPhase.TeardownStuck)
            && parks.Add((execution, execution.Timers.Max())))
        {
            var status = temporal.Query<RunStatus>(execution, "status");
            referee.Parked(execution, status);
            history.Agenda.In(dice.Between(0.1, 30), () => Help(execution, status));
        }

        if (!execution.Open)
        {
            LooksLater();
        }
    }

    /// <summary>The supervisor's next look: a run that nobody tears down, or something of a closed one that is there again.</summary>
    public void LooksLater() => history.Agenda.In(TimeSpan.FromMinutes(1), Reconcile);

    private static Payload Json(string text) => new()
    {
        Metadata = { ["encoding"] = Google.Protobuf.ByteString.CopyFromUtf8("json/plain") },
        Data = Google.Protobuf.ByteString.CopyFrom(Encoding.UTF8.GetBytes(text)),
    };

    private void Help(Execution parked, RunStatus status)
    {
        if (!parked.Open)
        {
            return;
        }

        if (parks.Count > ParksBeforeClearing)
        {
            history.Obstacles.ForEach(o => o());
        }

        switch (dice.Below(10))
        {
            case 0 or 1:
                history.Obstacles.ForEach(o => o());
                temporal.Signal(dice.Of(History.Id, GuardId), "retry");
                break;
            case 2:
                temporal.Signal(GuardId, "retry");
                break;
            case 3 or 4:
                var residual = status.Residuals[dice.Below(status.Residuals.Count)];
                Acknowledge(dice.Of(History.Id, GuardId), residual.Id is { } id && dice.Chance(50) ? id : residual.Name);
                break;
            case 5:
                temporal.Signal(GuardId, "acknowledge", Json(dice.Of("{not json", "null", "\"no such thing\"")));
                break;
            default:
                // The timer will do.
                break;
        }
    }

    private void Acknowledge(string workflowId, string residual)
    {
        foreach (var run in history.Place.Runs.Values)
        {
            run.Acknowledged.Add(residual);
        }

        temporal.Signal(workflowId, "acknowledge", Json($"{{\"object\":\"{residual}\",\"reason\":\"known\"}}"));
    }

    private void StartAgain()
    {
        if (temporal.Find(History.Id) is { Open: false })
        {
            history.StartDryRun();
        }
    }

    /// <summary>As the supervisor does for each manifest of which something is there, while no workflow of its ids is open.</summary>
    private void Reconcile()
    {
        if (temporal.Find(History.Id) is { Open: true } || temporal.Find(GuardId) is { Open: true })
        {
            return;
        }

        if (history.Place.Runs.FirstOrDefault(r => r.Value.Manifest is not null && history.Place.Engine.Of(r.Key).Any(t => !r.Value.Left(t))).Value?.Manifest is { } manifest)
        {
            temporal.Start(GuardId, WorkflowNames.Teardown, new TeardownInput { Run = manifest.RunKey });
        }
    }
}
