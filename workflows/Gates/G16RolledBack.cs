using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>A phase that must roll back left zero rows and an unchanged catalog.</summary>
internal static class G16RolledBack
{
    public static GateResult Judge(string subject, ScenarioEffects effects)
    {
        const string Expected = "zero rows committed, catalog unchanged";
        var found = EffectText.Describe(effects);
        return effects.Tables.Count == 0 && !effects.CatalogChanged
            ? GateResult.Green(Gate.RolledBack, subject, Expected, found)
            : GateResult.Red(
                Gate.RolledBack, subject, Expected, found, "The phase left what it should have rolled back: look in the SQL trace for a COMMIT, or for work outside its transaction().");
    }
}
