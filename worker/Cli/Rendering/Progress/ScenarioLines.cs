using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>The scenarios of a run in as many lines as the screen has room for, around the one at work.</summary>
internal static class ScenarioLines
{
    /// <param name="scenarios">All scenarios of the plan, in order.</param>
    /// <param name="room">The largest number of lines; when there are more scenarios, the first line counts them.</param>
    public static IReadOnlyList<Line> Render(IReadOnlyList<ScenarioStatus> scenarios, int room)
    {
        if (scenarios.Count <= room)
        {
            return [.. scenarios.Select(Render)];
        }

        var shown = Math.Max(1, room - 1);
        var current = scenarios.ToList().FindLastIndex(s => s.State != ScenarioState.NotStarted);
        var first = Math.Clamp(current - (shown / 2), 0, scenarios.Count - shown);
        return [Count(scenarios), .. scenarios.Skip(first).Take(shown).Select(Render)];
    }

    private static Line Count(IReadOnlyList<ScenarioStatus> scenarios) => new(
        $"Scenarios: {scenarios.Count}, " + string.Join(", ", scenarios.GroupBy(s => s.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Describe(g.Key)}")));

    private static Line Render(ScenarioStatus scenario)
    {
        var name = $"{scenario.Id,-8} {scenario.Title}";
        return scenario.State switch
        {
            ScenarioState.Passed => new($"  ✓ {name}  {Formatting.Seconds(scenario.Seconds)}", Tone.Good),
            ScenarioState.Failed => new($"  ✗ {name}: FAILED: {scenario.Reason}", Tone.Bad),
            ScenarioState.Running => new($"  ▶ {name}: running", Tone.Warning),
            ScenarioState.Interrupted => new($"  ! {name}: interrupted", Tone.Warning),
            _ => new($"  · {name}", Tone.Muted),
        };
    }

    private static string Describe(ScenarioState state) => state switch
    {
        ScenarioState.NotStarted => "not begun",
        ScenarioState.Running => "running",
        ScenarioState.Passed => "passed",
        ScenarioState.Failed => "FAILED",
        ScenarioState.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };
}
