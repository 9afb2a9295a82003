using System.Globalization;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>One look at a run as something to draw. What needs the operator stands last, nearest to where the eyes are.</summary>
internal static class LiveView
{
    private static readonly RunPhase[] Track =
        [RunPhase.Preflight, RunPhase.Provision, RunPhase.Scenarios, RunPhase.Teardown, RunPhase.Closure, RunPhase.Closed];

    public static Rows Render(Observation seen, IReadOnlyList<string> said, DateTimeOffset now) => new(
    [
        Head(seen, now), Phases(seen), Step(seen), .. Wait(seen, now), .. Scenarios(seen), .. Gates(seen), .. Objects(seen), .. Residuals(seen, now), .. Held(seen), .. Said(seen, said),
    ]);

    private static Text Head(Observation seen, DateTimeOffset now)
    {
        var since = (seen.Run ?? seen.Teardown)?.StartedAt is { } start && start > DateTimeOffset.UnixEpoch
            ? (now - start).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : "";
        return new Text($"{seen.WorkflowId}  {seen.Run?.RunKey ?? seen.Teardown?.RunKey}  {since}", new Style(decoration: Decoration.Bold)) { Overflow = Overflow.Ellipsis };
    }

    private static Paragraph Phases(Observation seen)
    {
        var at = seen.Phase == RunPhase.TeardownStuck ? RunPhase.Teardown : seen.Phase;
        var line = new Paragraph();
        foreach (var phase in Track)
        {
            var tone = at is null || phase > at ? Tone.Quiet : phase < at || phase == RunPhase.Closed ? Tone.Good : seen.Parked ? Tone.Bad : Tone.Doubtful;
            line.Append(phase == Track[0] ? "" : " › ", Styles.For(Tone.Quiet));
            line.Append(phase == RunPhase.Teardown && seen.Parked ? "teardown PARKED" : Lower(phase), Styles.For(tone));
        }

        return line;
    }

    private static Text Step(Observation seen) =>
        Line(seen.Current?.Step is { } step ? $"  {step} … {seen.Beat}".TrimEnd() : "", Tone.Quiet);

    private static IEnumerable<IRenderable> Wait(Observation seen, DateTimeOffset now) =>
        seen.Wait is { } wait ? [Line($"  {Formatting.Describe(wait, now)}", Tone.Doubtful, wrap: true)] : [];

    private static IEnumerable<IRenderable> Scenarios(Observation seen)
    {
        foreach (var scenario in seen.Run?.Scenarios ?? [])
        {
            yield return scenario.Verdict switch
            {
                ScenarioVerdict.Pass => Line($"  ✓ {scenario.Id,-8} {scenario.Title}  {Formatting.Seconds(scenario.Seconds)}", Tone.Good),
                ScenarioVerdict.Fail => Line($"  ✗ {scenario.Id,-8} {scenario.Title}: {scenario.Reason}", Tone.Bad, wrap: true),
                _ => Line($"  · {scenario.Id,-8} {scenario.Title}", Tone.Quiet),
            };
        }
    }

    private static IEnumerable<IRenderable> Gates(Observation seen)
    {
        if (seen.Gates.Count == 0)
        {
            yield break;
        }

        var green = seen.Gates.Where(g => g.State == GateState.Green).Select(g => g.Gate).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        yield return new Paragraph()
            .Append("Gates green: ", Style.Plain)
            .Append(green.Count == 0 ? "none yet" : string.Join(' ', green.Select(g => g.Replace("G-", "", StringComparison.Ordinal))), Styles.For(Tone.Good));
        foreach (var gate in seen.Gates.Where(g => g.State != GateState.Green))
        {
            yield return Line($"  {Formatting.Describe(gate)}", gate.State == GateState.Red ? Tone.Bad : Tone.Doubtful, wrap: true);
        }
    }

    /// <summary>Only what exists or is left: what is planned or gone needs no room.</summary>
    private static IEnumerable<IRenderable> Objects(Observation seen)
    {
        var entries = seen.Ledger?.Entries ?? [];
        var gone = entries.Count(e => e.State is LedgerState.Removed or LedgerState.AlreadyAbsent);
        if (entries.Count == 0)
        {
            yield break;
        }

        yield return Line($"Objects: {entries.Count(e => e.State == LedgerState.Present)} present, {gone} gone, {entries.Count} in the ledger", Tone.Plain);
        foreach (var entry in entries.Where(e => e.State is LedgerState.Present && e.Step <= 4))
        {
            yield return Line($"  {Formatting.Describe(entry.Kind)} {entry.Name}", Tone.Quiet);
        }

        foreach (var entry in entries.Where(e => e.State is LedgerState.NotOurs or LedgerState.Acknowledged))
        {
            yield return Line($"  {Formatting.Describe(entry)}", Tone.Doubtful, wrap: true);
        }
    }

    private static IEnumerable<IRenderable> Residuals(Observation seen, DateTimeOffset now)
    {
        if (seen.Residuals.Count == 0)
        {
            yield break;
        }

        var next = seen.Current?.NextRetryAt is { } at && at > now ? $", next try in {(at - now).TotalSeconds:0} s" : "";
        yield return Line($"Residuals: {seen.Residuals.Count}{next}", Tone.Bad);
        foreach (var residual in seen.Residuals)
        {
            yield return Line($"  {Formatting.Describe(residual)}", Tone.Bad, wrap: true);
        }

        yield return Line($"  Then: dryrun retry {seen.WorkflowId}", Tone.Plain);
    }

    private static IEnumerable<IRenderable> Held(Observation seen) =>
        seen.Run?.Held is { } held ? [Line(Formatting.Describe(held, seen.WorkflowId), Tone.Doubtful, wrap: true)] : [];

    private static IEnumerable<IRenderable> Said(Observation seen, IReadOnlyList<string> said)
    {
        if (seen.AbortReason is { } reason)
        {
            yield return Line($"Aborted: {reason}", Tone.Doubtful, wrap: true);
        }

        foreach (var sentence in said.TakeLast(3).Concat(seen.Silence is { } silence ? [silence] : []))
        {
            yield return Line(sentence, Tone.Doubtful, wrap: true);
        }
    }

    private static string Lower(RunPhase phase) => phase == RunPhase.Closed ? "closed" : JsonName(phase.ToString());

    private static string JsonName(string word) => $"{char.ToLowerInvariant(word[0])}{word[1..]}";

    private static Text Line(string text, Tone tone, bool wrap = false) =>
        new(text, Styles.For(tone)) { Overflow = wrap ? Overflow.Fold : Overflow.Ellipsis };
}
