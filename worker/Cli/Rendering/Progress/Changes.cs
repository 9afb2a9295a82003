using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Computes what changed between two observations of a run.</summary>
internal static class Changes
{
    public static IReadOnlyList<Change> Between(Observation? before, Observation after, DateTimeOffset at)
    {
        var blank = new Change { Kind = "", At = at, WorkflowId = after.WorkflowId, Text = "" };
        return
        [
            .. NoAnswer(before, after, blank), .. Abort(before, after, blank), .. Phase(before, after, blank), .. Step(before, after, blank), .. Progress(before, after, blank), .. Holds(before, after, blank), .. Wait(before, after, blank),
            .. Objects(before, after, blank), .. Gates(before, after, blank), .. Scenarios(before, after, blank), .. Residuals(before, after, blank),
        ];
    }

    private static IEnumerable<Change> NoAnswer(Observation? before, Observation after, Change blank)
    {
        if (after.NoAnswer is { } noAnswer && before?.NoAnswer is null)
        {
            yield return blank with { Kind = "notice", Text = noAnswer };
        }
        else if (after.NoAnswer is null && before?.NoAnswer is not null)
        {
            yield return blank with { Kind = "notice", Text = "The run answered again." };
        }
    }

    private static IEnumerable<Change> Abort(Observation? before, Observation after, Change blank)
    {
        if (after.AbortReason is { } reason && before?.AbortReason is null)
        {
            yield return blank with { Kind = "abort", Text = $"The run was aborted: {reason}" };
        }
    }

    private static IEnumerable<Change> Phase(Observation? before, Observation after, Change blank)
    {
        if (after.Phase is { } phase && before?.Phase != phase)
        {
            yield return blank with { Kind = "phase", Phase = phase, Text = Formatting.Describe(phase) };
        }
    }

    private static IEnumerable<Change> Step(Observation? before, Observation after, Change blank)
    {
        if (after.Current?.Step is { } step && before?.Current?.Step != step)
        {
            yield return blank with { Kind = "step", Step = step, Text = $"Step {step} began." };
        }
    }

    private static IEnumerable<Change> Progress(Observation? before, Observation after, Change blank)
    {
        if (after.Heartbeat is { } heartbeat && before?.Heartbeat != heartbeat)
        {
            yield return blank with { Kind = "progress", Progress = heartbeat, Text = $"Step {after.Current?.Step}: {heartbeat}" };
        }
    }

    private static IEnumerable<Change> Holds(Observation? before, Observation after, Change blank)
    {
        var known = before?.Run?.Holds ?? [];
        return from hold in after.Run?.Holds ?? []
               where !known.Contains(hold)
               select blank with { Kind = "hold", Hold = hold, Text = Formatting.Describe(hold, after.WorkflowId) };
    }

    /// <summary>Reported once for a step and a reason, not once for every attempt.</summary>
    private static IEnumerable<Change> Wait(Observation? before, Observation after, Change blank)
    {
        if (after.Wait is { } wait && (before?.Wait?.Activity != wait.Activity || before.Wait.Reason != wait.Reason))
        {
            yield return blank with { Kind = "wait", Wait = wait, Text = wait.Early ? wait.Reason : $"Step {wait.Activity} is tried again: {wait.Reason}" };
        }
    }

    private static IEnumerable<Change> Objects(Observation? before, Observation after, Change blank)
    {
        var known = (before?.Ledger?.Entries ?? []).ToDictionary(e => (e.Kind, e.Name, e.Step), e => e.State);
        return from entry in after.Ledger?.Entries ?? []
               where entry.State != known.GetValueOrDefault((entry.Kind, entry.Name, entry.Step), LedgerState.Planned)
               select blank with { Kind = "object", Object = entry, Text = Formatting.Describe(entry) };
    }

    private static IEnumerable<Change> Gates(Observation? before, Observation after, Change blank)
    {
        var known = (before?.Gates ?? []).ToDictionary(g => (g.Gate, g.Scenario), g => g.State);
        return from gate in after.Gates
               where !known.TryGetValue((gate.Gate, gate.Scenario), out var state) || state != gate.State
               select blank with { Kind = "gate", Gate = gate, Text = Formatting.Describe(gate) };
    }

    private static IEnumerable<Change> Scenarios(Observation? before, Observation after, Change blank)
    {
        var known = (before?.Scenarios ?? []).ToDictionary(s => s.Id, s => s.State, StringComparer.Ordinal);
        return from scenario in after.Scenarios
               where scenario.State != known.GetValueOrDefault(scenario.Id, ScenarioState.NotStarted)
               select blank with { Kind = "scenario", Scenario = scenario, Text = Formatting.Describe(scenario, after.ScenariosOver) };
    }

    private static IEnumerable<Change> Residuals(Observation? before, Observation after, Change blank)
    {
        var known = (before?.Residuals ?? []).ToHashSet();
        return from residual in after.Residuals
               where !known.Contains(residual)
               select blank with
               {
                   Kind = "residual",
                   Residual = residual,
                   NextRetryAt = after.Current?.NextRetryAt,
                   Text = Formatting.Describe(residual),
               };
    }
}
