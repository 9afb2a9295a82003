using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One look at a run, in lines.</summary>
internal static class StatusText
{
    /// <param name="seen">What the workflows answered.</param>
    /// <param name="state">Temporal's word for the workflow, such as <c>running</c>.</param>
    /// <param name="now">For how long it is until the next attempt.</param>
    public static IReadOnlyList<Line> Render(Observation seen, string state, DateTimeOffset now)
    {
        List<Line> lines = [new($"{seen.WorkflowId} is {state}.")];
        if (seen.Silence is { } silence)
        {
            lines.Add(new(silence, Tone.Doubtful));
        }

        if (seen.Current is not { } current)
        {
            return lines;
        }

        lines.Add(new($"  phase {current.Phase}{(current.Step is null ? "" : $", at {current.Step}")}{(seen.Beat is null ? "" : $": {seen.Beat}")}"));
        lines.AddRange(seen.Wait is { } wait ? [new Line($"  {Formatting.Describe(wait, now)}", Tone.Doubtful)] : []);
        lines.AddRange((seen.Run?.Holds ?? []).Select(h => new Line($"  {Formatting.Describe(h, seen.WorkflowId)}", Tone.Doubtful)));
        lines.AddRange(seen.AbortReason is { } reason ? [new Line($"  aborted: {reason}")] : []);
        lines.Add(new($"  gates {seen.Gates.Count(g => g.State == GateState.Green)} green of {seen.Gates.Count} evaluated"));
        lines.AddRange(seen.Gates.Where(g => g.State != GateState.Green).Select(g => new Line($"  {Formatting.Describe(g)}", Tone.Bad)));
        lines.AddRange((seen.Run?.Scenarios ?? []).Select(s => new Line($"  {Formatting.Describe(s)}")));
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
