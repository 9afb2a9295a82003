using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The expected outcome. What the plan leaves out is not looked at, but that the code came to an end always is.</summary>
internal static class G15Outcome
{
    public static GateResult Judge(Scenario scenario, ScenarioRun run, ScenarioRecord record)
    {
        var (subject, states) = ($"scenario '{scenario.Id}'", States(scenario, run, record));
        var expected = string.Join(", ", Expected(scenario.Expect));
        var found = Found(run, states);
        return Holds(scenario.Expect, run, states)
            ? GateResult.Green(Gate.ExpectedOutcome, subject, expected, found)
            : GateResult.Red(
                Gate.ExpectedOutcome, subject, expected, found,
                run.End == ScenarioEnd.Finished ? "Look at the scenario's log and SQL trace in the evidence folder." : "Remove the cause, then run again.");
    }

    /// <summary>What the server reported to the scenario. A harness does not tell, so the server's log does, and only where the plan asks.</summary>
    private static IReadOnlyList<string> States(Scenario scenario, ScenarioRun run, ScenarioRecord record) =>
        scenario is { Sql: null, Expect.SqlState: not null } && run.End == ScenarioEnd.Finished ? record.SqlStates
        : run.SqlState is { } state ? [state]
        : [];

    private static bool Holds(Expectation expect, ScenarioRun run, IReadOnlyList<string> states) =>
        run.End == ScenarioEnd.Finished
        && (expect.ExitCode is { } exit ? run.ExitCode == exit : !NeverRan(run))
        && (expect.SqlState is not { } state || states.Contains(state))
        && (expect.Result is not { } result || run.Result == result);

    /// <summary>A program that is not there leaves nothing, which must never pass for a roll-back.</summary>
    private static bool NeverRan(ScenarioRun run) => run.ExitCode is 126 or 127;

    private static IReadOnlyList<string> Expected(Expectation expect) =>
    [
        "comes to an end",
        .. expect.ExitCode is { } exit ? (string[])[string.Create(CultureInfo.InvariantCulture, $"exit code {exit}")] : [],
        .. expect.SqlState is { } state ? (string[])[$"SQLSTATE {state}"] : [],
        .. expect.Result is { } result ? (string[])[$"result '{result}'"] : [],
    ];

    private static string Found(ScenarioRun run, IReadOnlyList<string> states) => run.End switch
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
                .. NeverRan(run) ? (string[])[$"which is that of a program that cannot be run or is not there{(run.Reason is { } reason ? $": {reason}" : string.Empty)}"] : [],
                .. states.Count > 0 ? (string[])[$"SQLSTATE {string.Join(' ', states)}"] : [],
                .. run.Result is { } result ? (string[])[$"result '{Cut(result)}'"] : [],
                .. run.Interrupted ? (string[])["and the engine or the worker was away while it ran"] : [],
            ]),
    };

    private static string Cut(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
