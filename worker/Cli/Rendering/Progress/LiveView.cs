using System.Globalization;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>The lines that a terminal shows of a run. The phase and the step come first; what the operator has to act on comes last.</summary>
internal static class LiveView
{
    /// <summary>The fewest lines for scenarios, however small the terminal is.</summary>
    private const int LeastScenarioLines = 3;

    private static readonly RunPhase[] Track =
        [RunPhase.Preflight, RunPhase.Provision, RunPhase.Scenarios, RunPhase.Teardown, RunPhase.Closure, RunPhase.Closed];

    /// <param name="seen">What the workflows answered last.</param>
    /// <param name="messages">Sentences that are not part of the status; the last three are shown.</param>
    /// <param name="now">For the run's time, and the time until the next attempt.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the terminal; the list of scenarios is shortened so that everything fits.</param>
    public static IReadOnlyList<Line> Render(Observation seen, IReadOnlyList<string> messages, DateTimeOffset now, int width, int height)
    {
        IReadOnlyList<Line> head = [Title(seen, now), Phases(seen), .. Step(seen), .. Wait(seen, now)];
        IReadOnlyList<Line> rest = [.. Gates(seen), .. Objects(seen), .. Residuals(seen, now), .. Held(seen), .. Messages(seen, messages)];
        var free = height - 1 - Rows(head, width) - Rows(rest, width);
        var scenarios = ScenarioLines.Render(seen.Scenarios, Math.Max(LeastScenarioLines, free));
        for (var room = scenarios.Count - 1; room >= LeastScenarioLines && Rows(scenarios, width) > free; room--)
        {
            scenarios = ScenarioLines.Render(seen.Scenarios, room);
        }

        return [.. head, .. scenarios, .. rest];
    }

    /// <summary>The rows that lines take when the terminal wraps them.</summary>
    private static int Rows(IReadOnlyList<Line> lines, int width) => lines.Sum(l => 1 + (Math.Max(0, l.Text.Length - 1) / Math.Max(1, width)));

    private static Line Title(Observation seen, DateTimeOffset now)
    {
        var since = (seen.Run ?? seen.Teardown)?.StartedAt is { } start && start > DateTimeOffset.UnixEpoch
            ? (now - start).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : "";
        return new($"{seen.WorkflowId}  {seen.Run?.RunKey ?? seen.Teardown?.RunKey}  {since}".TrimEnd(), Tone.Strong);
    }

    /// <summary>Names the phase in words, then shows where it stands in the run.</summary>
    private static Line Phases(Observation seen)
    {
        if (seen.Phase is not { } phase)
        {
            return new("Phase: not known yet", Tone.Muted);
        }

        var at = phase == RunPhase.TeardownStuck ? RunPhase.Teardown : phase;
        var name = seen.Parked ? "teardown, PARKED" : Formatting.PhaseName(phase);
        return new(
            $"Phase: {name}   " + string.Join(" › ", Track.Select(p => p < at || at == RunPhase.Closed ? $"✓{Formatting.PhaseName(p)}" : p == at ? $"▶{Formatting.PhaseName(p)}" : Formatting.PhaseName(p))),
            seen.Parked ? Tone.Bad : at == RunPhase.Closed ? Tone.Good : Tone.Warning);
    }

    private static IEnumerable<Line> Step(Observation seen) =>
        seen.Current?.Step is { } step ? [new($"Step: {step} … {seen.Heartbeat}".TrimEnd())] : [];

    private static IEnumerable<Line> Wait(Observation seen, DateTimeOffset now) =>
        seen.Wait is { } wait ? [new($"  {RetryText.Describe(wait, now)}", Tone.Warning)] : [];

    private static IEnumerable<Line> Gates(Observation seen)
    {
        if (seen.Gates.Count == 0)
        {
            yield break;
        }

        var green = seen.GreenGates;
        yield return new($"Gates green: {(green.Count == 0 ? "none yet" : string.Join(' ', green.Select(g => g.Replace("G-", "", StringComparison.Ordinal))))}", Tone.Good);
        foreach (var gate in seen.Gates.Where(g => g.State != GateState.Green))
        {
            yield return new($"  {Formatting.Describe(gate)}", gate.State == GateState.Red ? Tone.Bad : Tone.Warning);
        }
    }

    /// <summary>Lists only what exists or is left, to save room.</summary>
    private static IEnumerable<Line> Objects(Observation seen)
    {
        var entries = seen.Ledger?.Entries ?? [];
        var gone = entries.Count(e => e.State is LedgerState.Removed or LedgerState.AlreadyAbsent);
        if (entries.Count == 0)
        {
            yield break;
        }

        yield return new($"Objects: {entries.Count(e => e.State == LedgerState.Present)} present, {gone} gone, {entries.Count} in the ledger");
        foreach (var entry in entries.Where(e => e.State is LedgerState.Present && e.Step <= TeardownStep.Network))
        {
            yield return new($"  {Formatting.Describe(entry.Kind)} {entry.Name}", Tone.Muted);
        }

        foreach (var entry in entries.Where(e => e.State is LedgerState.NotOurs or LedgerState.Acknowledged))
        {
            yield return new($"  {Formatting.Describe(entry)}", Tone.Warning);
        }
    }

    private static IEnumerable<Line> Residuals(Observation seen, DateTimeOffset now)
    {
        if (seen.Residuals.Count == 0)
        {
            yield break;
        }

        var next = seen.Current?.NextRetryAt is { } at && at > now ? string.Create(CultureInfo.InvariantCulture, $", next try in {(at - now).TotalSeconds:0} s") : "";
        yield return new($"Residuals: {seen.Residuals.Count}{next}", Tone.Bad);
        foreach (var residual in seen.Residuals)
        {
            yield return new($"  {Formatting.Describe(residual)}", Tone.Bad);
        }

        yield return new($"  Then: dryrun retry {seen.WorkflowId}");
    }

    private static IEnumerable<Line> Held(Observation seen) =>
        seen.Run?.Held is { } held ? [new(Formatting.Describe(held, seen.WorkflowId), Tone.Warning)] : [];

    private static IEnumerable<Line> Messages(Observation seen, IReadOnlyList<string> messages)
    {
        if (seen.AbortReason is { } reason)
        {
            yield return new($"Aborted: {reason}", Tone.Warning);
        }

        foreach (var sentence in messages.TakeLast(3).Concat(seen.NoAnswer is { } noAnswer ? [noAnswer] : []))
        {
            yield return new(sentence, Tone.Warning);
        }
    }
}
