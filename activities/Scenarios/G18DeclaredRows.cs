using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<GateResult> CheckDeclaredRowsAsync(EffectCheck check)
    {
        const string Gate = "G-18";
        var effects = await CommittedEffects.ReadAsync(check, ActivityContext.Cancel);
        var roots = await CommittedEffects.RootsAsync(check, ActivityContext.Cancel);
        var differences = DeclaredRowsRule.Compare(check.Expect.Rows, effects.Tables, roots);
        var subject = $"scenario '{check.Prepared.ScenarioId}' in database '{check.Prepared.Database}'";
        var expected = check.Expect.Rows.Count == 0
            ? "no row in any table"
            : string.Join("; ", check.Expect.Rows.Select(rows => $"{rows.Table}: {rows.Inserted} inserted, {rows.Updated} updated"));
        var found = CommittedEffects.Words(effects);
        return (differences.Count == 0
            ? GateResult.Green(Gate, subject, expected, found)
            : GateResult.Red(Gate, subject, expected, found, "Correct the code under test, or the rows the plan declares if it is the plan that is wrong.", differences)) with
        { Scenario = check.Prepared.ScenarioId };
    }
}
