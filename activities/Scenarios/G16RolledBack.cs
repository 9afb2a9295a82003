using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<GateResult> CheckRolledBackAsync(EffectCheck check)
    {
        const string Gate = "G-16";
        const string Expected = "zero rows committed, catalog unchanged";
        var effects = await CommittedEffects.ReadAsync(check, ActivityContext.Cancel);
        var subject = $"scenario '{check.Prepared.ScenarioId}' in database '{check.Prepared.Database}'";
        var found = CommittedEffects.Words(effects);
        return (effects.Tables.Count == 0 && !effects.CatalogChanged
            ? GateResult.Green(Gate, subject, Expected, found)
            : GateResult.Red(
                Gate, subject, Expected, found, "The phase left what it should have rolled back: look in the SQL trace for a COMMIT, or for work outside its transaction().")) with
        { Scenario = check.Prepared.ScenarioId };
    }
}
