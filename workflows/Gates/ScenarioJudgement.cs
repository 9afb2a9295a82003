using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The gates G-15 to G-20 of one scenario, judged where it was measured. Pure.</summary>
public static class ScenarioJudgement
{
    /// <param name="plan">The plan, which names production's role.</param>
    /// <param name="scenario">What was expected.</param>
    /// <param name="database">The scenario's database.</param>
    /// <param name="run">How the code ended.</param>
    /// <param name="record">What it left.</param>
    public static IReadOnlyList<GateResult> Judge(Plan plan, Scenario scenario, string database, ScenarioRun run, ScenarioRecord record)
    {
        var subject = $"scenario '{scenario.Id}' in database '{database}'";
        GateResult[] results =
        [
            G20HarnessGone.Judge(plan.Objects.HarnessContainer, database, record),
            G15Outcome.Judge(scenario, run, record),
            scenario.Expect.Effect == Effect.RollsBack
                ? G16RolledBack.Judge(subject, record.Effects)
                : G18DeclaredRows.Judge(subject, scenario.Expect.Rows, record.Effects),
            G17AppendOnly.Judge(subject, record),
            G19ProductionSessions.Judge(plan.Production.Role, record.Production),
        ];
        return [.. results.Select(result => result with { Scenario = scenario.Id })];
    }

    /// <summary>
    /// True when nobody knows whether the code ran, or its failure may be that of an engine or a worker that was away meanwhile. A scenario that starts
    /// fresh is then run again on a new clone.
    /// </summary>
    public static bool IsDoubtful(Scenario scenario, ScenarioRun run) =>
        run.End == ScenarioEnd.Unknown || (run.Interrupted && run.End == ScenarioEnd.Finished && run.ExitCode != (scenario.Expect.ExitCode ?? run.ExitCode));
}
