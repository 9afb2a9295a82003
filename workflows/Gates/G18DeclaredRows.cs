using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>A phase that must write wrote exactly the declared rows, table by table; a table that is not declared must not change.</summary>
internal static class G18DeclaredRows
{
    public static GateResult Judge(string subject, IReadOnlyList<DeclaredRows> declared, ScenarioEffects effects)
    {
        var differences = Compare(declared, effects.Tables);
        var expected = declared.Count == 0
            ? "no row in any table"
            : string.Join("; ", declared.Select(rows => string.Create(CultureInfo.InvariantCulture, $"{rows.Table}: {rows.Inserted} inserted, {rows.Updated} updated")));
        var found = EffectText.Describe(effects);
        return differences.Count == 0
            ? GateResult.Green(Gate.DeclaredRows, subject, expected, found)
            : GateResult.Red(Gate.DeclaredRows, subject, expected, found, "Correct the code under test, or the rows the plan declares if it is the plan that is wrong.", differences);
    }

    /// <summary>One for every table that is not as declared; empty when all are.</summary>
    private static IReadOnlyList<Difference> Compare(IReadOnlyList<DeclaredRows> declared, IReadOnlyList<TableEffect> committed)
    {
        var expected = declared
            .GroupBy(rows => QualifiedName.Parse(rows.Table))
            .ToDictionary(
                group => group.Key,
                group => new TableEffect { Table = $"{group.Key}", Inserted = group.Sum(rows => rows.Inserted), Updated = group.Sum(rows => rows.Updated) });
        var found = committed
            .GroupBy(Named)
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
                .Select(table => (Table: table, Before: EffectOn(expected, table), After: EffectOn(found, table)))
                .Where(pair => pair.Before != pair.After)
                .Select(pair => new Difference($"{pair.Table}", Describe(pair.Before), Describe(pair.After))),
        ];

        // A plan names the table people know; changes are decoded under the partition's name.
        QualifiedName Named(TableEffect effect)
        {
            var table = QualifiedName.Parse(effect.Table);
            return !expected.ContainsKey(table) && effect.Root is not null && QualifiedName.Parse(effect.Root) is var root && expected.ContainsKey(root) ? root : table;
        }
    }

    private static TableEffect EffectOn(Dictionary<QualifiedName, TableEffect> effects, QualifiedName table) =>
        effects.GetValueOrDefault(table) ?? new TableEffect { Table = $"{table}" };

    private static string Describe(TableEffect effect)
    {
        var rest = effect.Deleted + effect.Truncated == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {effect.Deleted} deleted, {effect.Truncated} truncated");
        return string.Create(CultureInfo.InvariantCulture, $"{effect.Inserted} inserted, {effect.Updated} updated{rest}");
    }
}
