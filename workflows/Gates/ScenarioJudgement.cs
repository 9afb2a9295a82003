using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>
/// The gates over one scenario's record. What can fail is the measuring, and that is an activity; the judgement is pure and part of the workflow,
/// so that no retry can change it and every replay of a history judges again.
/// </summary>
internal static class ScenarioJudgement
{
    public static IReadOnlyList<GateResult> Judge(Scenario scenario, string database, string harness, ScenarioRun run, ScenarioRecord record)
    {
        var subject = $"scenario '{scenario.Id}' in database '{database}'";
        return
        [
            G20HarnessGone.Judge(harness, database, record),
            G15Outcome.Judge(scenario, run, record),
            scenario.Expect.Effect == Effect.RollsBack
                ? G16RolledBack.Judge(subject, record.Effects)
                : G18DeclaredRows.Judge(subject, scenario.Expect.Rows, record.Effects),
            G17AppendOnly.Judge(subject, record),
        ];
    }
}
