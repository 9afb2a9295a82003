using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.Edges;
using DotIuCutter.Temporal.Tests.Simulation.Faults;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>Checks while a history runs what must hold at every moment; <see cref="Judgement"/> has what must hold at the end.</summary>
internal sealed class Referee(History history)
{
    /// <summary>As long as no worker may be there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Place place = history.Place;
    private readonly TeardownOrder order = new();

    /// <summary>The run of each execution, as its requests name it.</summary>
    private readonly Dictionary<Execution, string> nonces = [];

    /// <summary>Runs that a gate has refused: nothing may be made for them (L2), no further scenario may begin (L1).</summary>
    private readonly Dictionary<Execution, string> refused = [];

    /// <summary>How often each scenario's outcome was in doubt.</summary>
    private readonly Dictionary<(Execution, string Scenario), int> doubts = [];

    /// <summary>What a run had heard when it began to write its report.</summary>
    private readonly Dictionary<Execution, List<Heard>> reported = [];

    /// <summary>One of ours is about to make something.</summary>
    public void Making(EngineObject thing)
    {
        if (thing.Late)
        {
            return;
        }

        var nonce = thing.Maker ?? throw new InvalidOperationException("Foreign things are nobody's business.");
        Violation.When(history.Place.Fences.Closed(nonce), $"{thing} is made although teardown has begun.");
        Violation.When(history.Place.Of(nonce).Manifest is null, $"{thing} is made before manifest.json was written.");
        Violation.When(
            !history.Temporal.Executions.Any(e => e.Type == WorkflowNames.Teardown && e.Input.Count > 0),
            $"{thing} is made before the guard was started.");
    }

    /// <summary>One of ours is about to destroy something.</summary>
    public void Destroying(EngineObject thing)
    {
        var attempt = place.Actor ?? throw new InvalidOperationException("Nobody is at work.");
        var run = history.Edges.RunOf(EdgeTable.RequestOf(attempt.Task)) ?? throw new InvalidOperationException($"{attempt} names no run.");
        Violation.When(thing.Maker is null, $"{attempt} destroys {thing}, which is foreign.");
        Violation.When(thing.Maker != run.Nonce, $"{attempt} of run {run.Nonce[..6]} destroys {thing} of run {thing.Maker?[..6]}.");
        var destroyed = history.Place.Of(run.Nonce).Destroyed;
        Violation.When(destroyed.Any(d => d.Id == thing.Id), $"{attempt} destroys {thing} a second time.");
        destroyed.Add(thing);
        TeardownOrder.CheckRole(attempt, thing, history.Plan.Objects);
    }

    public void Scheduled(ActivityTask task)
    {
        var owner = task.Owner;
        if (task.Type.StartsWith("teardown.", StringComparison.Ordinal))
        {
            order.Next(owner, task.Type);
        }

        if (task.Type == "closure.report")
        {
            reported[owner] = [.. owner.Heard];
        }

        if (!History.Forward(task))
        {
            return;
        }

        // A manifest makes nothing, and the way out is judged by it.
        Violation.When(Stopped(owner) is not null && task.Type != "provision.manifest", $"{task.Type} is begun although the run was told to stop.");
        if (refused.TryGetValue(owner, out var gate))
        {
            Violation.When(task.Type.StartsWith("provision.", StringComparison.Ordinal) && gate.StartsWith("preflight.", StringComparison.Ordinal), $"{task.Type} is begun although {gate} was red.");
            Violation.When(task.Type is "provision.dump" or "provision.restore", $"{task.Type} is begun although {gate} was red.");
            Violation.When(EdgeTable.RequestOf(task) is ScenarioRequest, $"{task.Type} is begun although {gate} was red.");
        }
    }

    public static void CancelRequested(ActivityTask task) => Violation.When(!History.Forward(task) && task.Type != "guard.watch", $"{task.Type} was cancelled: nothing interrupts the way out.");

    /// <summary>The server has taken an answer of an activity.</summary>
    public void Answered(ActivityTask task, object request, object? answer)
    {
        var gate = answer as GateAnswer
            ?? answer?.GetType().GetProperty("Gate")?.GetValue(answer) as GateAnswer
            ?? answer?.GetType().GetProperty("Refused")?.GetValue(answer) as GateAnswer;
        if (history.Edges.RunOf(request) is { } run)
        {
            nonces[task.Owner] = run.Nonce;
        }

        if (answer is ScenarioRun ran && request is ScenarioRequest asked && Fails(task.Owner, asked, ran))
        {
            refused.TryAdd(task.Owner, task.Type);
        }

        if (gate is null)
        {
            return;
        }

        if (!History.Forward(task))
        {
            history.Place.Of(nonces[task.Owner]).Gates[gate.Gate.Id] = gate.State;
        }
        else if (gate.State == GateState.Red)
        {
            refused.TryAdd(task.Owner, task.Type);
        }
    }

    /// <summary>What is in doubt is run again, up to three times, where it can be: on a fresh database.</summary>
    private bool Fails(Execution owner, ScenarioRequest request, ScenarioRun run)
    {
        if (run is { End: ScenarioEnd.Finished, ExitCode: 0 })
        {
            return false;
        }

        if (run.End != ScenarioEnd.Unknown && !run.Interrupted)
        {
            return true;
        }

        var scenario = (owner, request.ScenarioId);
        doubts[scenario] = doubts.GetValueOrDefault(scenario) + 1;
        return doubts[scenario] == 3 || history.Plan.Scenarios.Single(s => s.Id == request.ScenarioId).Start == ScenarioStart.Continue;
    }

    /// <summary>What the scenarios came to in a run that nothing else ended.</summary>
    public ScenarioVerdict ScenariosOf(Execution execution) => refused.ContainsKey(execution) ? ScenarioVerdict.Fail : ScenarioVerdict.Pass;

    /// <summary>The first word that told the run to stop.</summary>
    public static Heard? Stopped(Execution execution) => execution.Heard.Find(h => h.What is "abort" or "cancel");

    /// <summary>How the run may call its end, by what it had heard when it began its report.</summary>
    public IReadOnlyList<RunEnd> Ends(Execution execution)
    {
        var heard = reported[execution];
        var stop = heard.Find(h => h.What is "abort" or "cancel");
        var fault = heard.Find(h => h.What.StartsWith("failed ", StringComparison.Ordinal));

        // A guard that begins unasked and is done ends its run as aborted.
        RunEnd[] unasked = history.Struck.Any(f => f is SimulatedFault.CancelGuard or SimulatedFault.Garbage) ? [RunEnd.Aborted] : [];
        if (fault is not null && (stop is null || fault.Task < stop.Task))
        {
            return [RunEnd.Faulted, .. unasked];
        }

        // Whichever of two stops came second may have come too late.
        List<RunEnd> ends = [.. heard.Where(h => h.What is "abort" or "cancel").Select(h => h.What == "abort" ? RunEnd.Aborted : RunEnd.Cancelled).Distinct()];
        var guarded = history.Temporal.Executions.Any(e => e.Type == WorkflowNames.Teardown && e.Parent == execution);
        if (!guarded || (refused.TryGetValue(execution, out var gate) && !gate.StartsWith("scenario.", StringComparison.Ordinal)))
        {
            return [RunEnd.Refused, .. ends];
        }

        return ends.Count == 0 ? [RunEnd.Finished, .. unasked] : [.. ends, .. unasked];
    }

    /// <summary>A parked teardown names everything of the run that is still there.</summary>
    public void Parked(Execution execution, RunStatus status)
    {
        Violation.When(status.Residuals.Count == 0, $"{execution.WorkflowId} is parked and names nothing.");
        var next = status.NextRetryAt ?? throw new Violation($"{execution.WorkflowId} is parked and does not say when it tries again.");
        var tasks = execution.History.Count;
        history.Agenda.In(
            next - history.Agenda.Now + Patience,
            () => Violation.When(execution.Open && execution.History.Count == tasks, $"{execution.WorkflowId} said that it tries again at {next:u}, and did not."));
        Violation.When(status.Residuals.Any(r => r.Reason.Length == 0 || r.Remedy.Length == 0), $"{execution.WorkflowId} names a residual without its reason or remedy.");
        var skipped = status.Ledger?.Entries.Where(e => e.State is LedgerState.Planned or LedgerState.Present).Select(e => e.Name).ToList() ?? [];
        Violation.When(skipped.Count > 0, $"{execution.WorkflowId} is parked and has not tried to remove {string.Join(", ", skipped)}.");
        var nonce = Judgement.NonceOf(history, execution);
        var named = status.Residuals.Select(r => r.Name).Concat(status.Ledger?.Acknowledged().Select(r => r.Name) ?? []).ToHashSet(StringComparer.Ordinal);
        var left = place.Engine.Of(nonce).Where(t => !Judgement.TooLate(history, nonce, t)).ToList();
        Violation.When(left.Exists(t => !named.Contains(t.Name)), $"{execution.WorkflowId} is parked and does not name {string.Join(", ", left.Where(t => !named.Contains(t.Name)))}; it names {string.Join(", ", named)}.");
    }

    public void Recorded(Execution execution)
    {
        if (execution is { Open: false, State: not ExecutionState.Terminated and not ExecutionState.ContinuedAsNew } && execution.Type != WorkflowNames.Notify)
        {
            new Judgement(history, this, execution).Check();
        }
    }

    public void AtTheEnd()
    {
        foreach (var execution in history.Temporal.Executions)
        {
            Violation.When(execution.Open, $"Nothing is left to happen, and {execution.WorkflowId} is open: it hangs in phase {execution.SearchAttributes.GetValueOrDefault("DryRunPhase")}.");
        }

        order.Complete();
        new Told(history).Check();
        foreach (var (nonce, run) in history.Place.Runs)
        {
            var left = place.Engine.Of(nonce).Where(t => !run.Left(t)).ToList();
            Violation.When(left.Count > 0, $"At the very end there still is {string.Join(", ", left)} of run {nonce[..6]}.");
        }

        if (history.Dice.Chance(25))
        {
            foreach (var execution in history.Temporal.Executions.Where(e => e.History.Count > 0))
            {
                history.Temporal.Replay(execution);
            }
        }
    }
}
