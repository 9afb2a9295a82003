using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>
/// <c>rollsBack</c> declares no rows; <c>writes</c> declares every table that changes, once, with its schema, with rows inserted or
/// updated. Deleted rows cannot be declared: the code under test is append-only (G-17).
/// </summary>
internal static class EffectRule
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Scenarios.SelectMany((scenario, i) => Check(scenario.Expect, $"$.scenarios[{i}].expect"));

    private static IEnumerable<Finding> Check(Expectation expect, string at)
    {
        switch (expect)
        {
            case { Effect: Effect.RollsBack, Rows.Count: > 0 }:
                yield return Finding.At($"{at}.rows", "declared", "what rolls back leaves no rows", "Remove rows, or set effect to writes", $"{at}.effect");
                break;
            case { Effect: Effect.Writes, Rows.Count: 0 }:
                yield return Finding.At($"{at}.rows", DisplayValue.Nothing, "what writes declares its rows", "Declare every table that changes, or set effect to rollsBack", $"{at}.effect");
                break;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, rows) in expect.Rows.Index())
        {
            var here = $"{at}.rows[{i}]";
            if (!Grammar.QualifiedTable.Matches(rows.Table))
            {
                yield return Finding.At($"{here}.table", DisplayValue.Text(rows.Table), "must be a table with its schema", "Write it such as public.iu_batch");
            }

            if (!seen.TryAdd(rows.Table, i))
            {
                var other = $"{at}.rows[{seen[rows.Table]}].table";
                yield return Finding.At($"{here}.table", DisplayValue.Text(rows.Table), $"must differ from {other}", "Declare each table once", other);
            }

            foreach (var finding in Counts(rows, here))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Counts(DeclaredRows rows, string at)
    {
        (string Name, long Value)[] counts = [("inserted", rows.Inserted), ("updated", rows.Updated)];
        foreach (var (name, value) in counts.Where(c => c.Value < 0))
        {
            yield return Finding.At($"{at}.{name}", DisplayValue.Number(value), "must not be negative", "Write how many rows");
        }

        if (rows is { Inserted: 0, Updated: 0 })
        {
            yield return Finding.At(at, "without a change", "must declare rows inserted or updated", "Say how many, or leave the table out: it then must not change", $"{at}.inserted", $"{at}.updated");
        }
    }
}
