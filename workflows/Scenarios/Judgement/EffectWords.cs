using System.Globalization;

namespace DotIuCutter.Temporal.Workflows.Scenarios.Judgement;

/// <summary>Committed effects in words.</summary>
internal static class EffectWords
{
    public const string CatalogChanged = "catalog, large objects or unlogged tables changed";

    public static string Of(ScenarioEffects effects) => string.Join(
        "; ",
        ((string[])
        [
            .. effects.Tables.Select(Of),
            .. effects.Tables.Count == 0 ? (string[])["zero rows"] : [],
            effects.CatalogChanged ? CatalogChanged : "catalog unchanged",
            .. effects.SequencesMoved ? (string[])["sequences moved (never rolled back by PostgreSQL)"] : [],
        ]).Take(20));

    public static string Of(TableEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{effect.Table}: {effect.Inserted} inserted, {effect.Updated} updated, {effect.Deleted} deleted, {effect.Truncated} truncated");
}
