using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>There is a scenario. Ids are short, of letters, digits, hyphen and underscore, and unique, case aside: they name files and databases.</summary>
internal static class ScenarioIdRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Scenarios.Count == 0)
        {
            yield return Finding.At("$.scenarios", "empty", "must hold at least one scenario", "Add one");
        }

        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, scenario) in plan.Scenarios.Index())
        {
            var at = $"$.scenarios[{i}].id";
            if (!Grammar.ScenarioId.Matches(scenario.Id))
            {
                yield return Finding.At(at, DisplayValue.Text(scenario.Id), $"must be of the form {Grammar.ScenarioId.Form}", "Choose a short id such as S3-neg");
            }

            if (!seen.TryAdd(scenario.Id, i))
            {
                var other = $"$.scenarios[{seen[scenario.Id]}].id";
                yield return Finding.At(at, DisplayValue.Text(scenario.Id), $"must differ from {other}, case aside", "Choose another id", other);
            }
        }
    }
}
