using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>Committed effects in words.</summary>
internal static class EffectText
{
    public const string CatalogChanged = "catalog, large objects or unlogged tables changed";

    public static string Describe(ScenarioEffects effects) => string.Join(
        "; ",
        ((string[])
        [
            .. effects.Tables.Select(Describe),
            .. effects.Tables.Count == 0 ? (string[])["zero rows"] : [],
            effects.CatalogChanged ? CatalogChanged : "catalog unchanged",
            .. effects.SequencesMoved ? (string[])["sequences moved (never rolled back by PostgreSQL)"] : [],
        ]).Take(20));

    public static string Describe(TableEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{effect.Table}: {effect.Inserted} inserted, {effect.Updated} updated, {effect.Deleted} deleted, {effect.Truncated} truncated");
}
