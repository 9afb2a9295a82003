using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Renders the status of a run in lines.</summary>
internal static class StatusText
{
    /// <param name="seen">What the workflows answered.</param>
    /// <param name="state">Temporal's state of the workflow, such as <c>running</c>.</param>
    /// <param name="now">The time that the next attempt is measured from.</param>
    public static IReadOnlyList<Line> Render(Observation seen, string state, DateTimeOffset now)
    {
        List<Line> lines = [new($"{seen.WorkflowId} is {state}.")];
        if (seen.NoAnswer is { } noAnswer)
        {
            lines.Add(new(noAnswer, Tone.Warning));
        }

        if (seen.Current is not { } current)
        {
            return lines;
        }

        lines.Add(new($"  phase {Formatting.PhaseName(current.Phase)}{(current.Step is null ? "" : $", at {current.Step}")}{(seen.Heartbeat is null ? "" : $": {seen.Heartbeat}")}"));
        lines.AddRange(seen.Wait is { } wait ? [new Line($"  {RetryText.Describe(wait, now)}", Tone.Warning)] : []);
        lines.AddRange((seen.Run?.Holds ?? []).Select(h => new Line($"  {Formatting.Describe(h, seen.WorkflowId)}", Tone.Warning)));
        lines.AddRange(seen.AbortReason is { } reason ? [new Line($"  aborted: {reason}")] : []);
        lines.Add(new($"  gates {seen.Gates.Count(g => g.State == GateState.Green)} green of {seen.Gates.Count} evaluated"));
        lines.AddRange(seen.Gates.Where(g => g.State != GateState.Green).Select(g => new Line($"  {Formatting.Describe(g)}", Tone.Bad)));
        lines.AddRange(seen.Scenarios.Select(s => new Line($"  {Formatting.Describe(s, seen.ScenariosOver)}", s.State == ScenarioState.Failed ? Tone.Bad : Tone.Plain)));
        lines.AddRange((seen.Ledger?.Entries ?? []).Where(e => e.State != LedgerState.Planned).Select(e => new Line($"  {Formatting.Describe(e)}")));
        lines.AddRange(seen.Residuals.Select(r => new Line($"  {Formatting.Describe(r)}", Tone.Bad)));
        if (current.NextRetryAt is { } next)
        {
            lines.Add(new($"  tries again by itself at {next:HH:mm:ss} UTC; at once with `dryrun retry {seen.WorkflowId}`"));
        }

        lines.AddRange(seen.Run?.Summary is { } summary ? SummaryText.Render(summary) : []);
        return lines;
    }
}
