using System.Globalization;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>G-18: exactly the declared rows, table by table; a table that is not declared must not change.</summary>
internal static class DeclaredRowsRule
{
    /// <summary>One for every table that is not as declared; empty when all are.</summary>
    public static IReadOnlyList<Difference> Compare(
        IReadOnlyList<DeclaredRows> declared, IReadOnlyList<TableEffect> committed, IReadOnlyDictionary<QualifiedName, QualifiedName> roots)
    {
        var expected = declared
            .GroupBy(rows => QualifiedName.Of(rows.Table))
            .ToDictionary(
                group => group.Key,
                group => new TableEffect { Table = $"{group.Key}", Inserted = group.Sum(rows => rows.Inserted), Updated = group.Sum(rows => rows.Updated) });
        var found = committed
            .GroupBy(effect => Named(QualifiedName.Of(effect.Table)))
            .ToDictionary(
                group => group.Key,
                group => new TableEffect
                {
                    Table = $"{group.Key}",
                    Inserted = group.Sum(effect => effect.Inserted),
                    Updated = group.Sum(effect => effect.Updated),
                    Deleted = group.Sum(effect => effect.Deleted),
                    Truncated = group.Sum(effect => effect.Truncated),
                });
        return
        [
            .. expected.Keys.Union(found.Keys).Order()
                .Select(table => (Table: table, Before: Of(expected, table), After: Of(found, table)))
                .Where(pair => pair.Before != pair.After)
                .Select(pair => new Difference($"{pair.Table}", Words(pair.Before), Words(pair.After))),
        ];

        QualifiedName Named(QualifiedName table) =>
            !expected.ContainsKey(table) && roots.TryGetValue(table, out var root) && expected.ContainsKey(root) ? root : table;
    }

    private static TableEffect Of(Dictionary<QualifiedName, TableEffect> effects, QualifiedName table) =>
        effects.GetValueOrDefault(table) ?? new TableEffect { Table = $"{table}" };

    private static string Words(TableEffect effect)
    {
        var rest = effect.Deleted + effect.Truncated == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {effect.Deleted} deleted, {effect.Truncated} truncated");
        return string.Create(CultureInfo.InvariantCulture, $"{effect.Inserted} inserted, {effect.Updated} updated{rest}");
    }
}
