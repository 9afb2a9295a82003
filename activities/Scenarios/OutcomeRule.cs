using System.Globalization;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>G-15. What the plan leaves out is not looked at, but that the code came to an end always is.</summary>
internal static class OutcomeRule
{
    public static bool Holds(Expectation expect, ScenarioRun run, IReadOnlyCollection<string> states) =>
        run.End == ScenarioEnd.Finished
        && (expect.ExitCode is not { } exit || run.ExitCode == exit)
        && (expect.SqlState is not { } state || states.Contains(state))
        && (expect.Result is not { } result || run.Result == result);

    public static IReadOnlyList<string> Expected(Expectation expect) =>
    [
        "comes to an end",
        .. expect.ExitCode is { } exit ? (string[])[string.Create(CultureInfo.InvariantCulture, $"exit code {exit}")] : [],
        .. expect.SqlState is { } state ? (string[])[$"SQLSTATE {state}"] : [],
        .. expect.Result is { } result ? (string[])[$"result '{result}'"] : [],
    ];

    public static string Found(ScenarioRun run, IReadOnlyCollection<string> states) => run.End switch
    {
        ScenarioEnd.TimedOut => $"timed out: {run.Reason}",
        ScenarioEnd.Unknown => $"unknown outcome: {run.Reason}",
        ScenarioEnd.Refused => $"not started: {run.Reason}",
        _ => string.Join(
            ", ",
            (string[])
            [
                "came to an end",
                .. run.ExitCode is { } exit ? (string[])[string.Create(CultureInfo.InvariantCulture, $"exit code {exit}")] : [],
                .. states.Count > 0 ? (string[])[$"SQLSTATE {string.Join(' ', states)}"] : [],
                .. run.Result is { } result ? (string[])[$"result '{Cut(result)}'"] : [],
            ]),
    };

    private static string Cut(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
