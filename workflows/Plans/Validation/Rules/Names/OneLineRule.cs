using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>Description and titles are one line: they are shown in lists. A title is never empty.</summary>
internal static class OneLineRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Description is { } description && description.Any(char.IsControl))
        {
            yield return Finding.At("$.description", DisplayValue.Text(description), "must be one line without control characters", "Shorten it to one sentence");
        }

        foreach (var (i, scenario) in plan.Scenarios.Index().Where(s => string.IsNullOrWhiteSpace(s.Item.Title) || s.Item.Title.Any(char.IsControl)))
        {
            yield return Finding.At(
                $"$.scenarios[{i}].title",
                DisplayValue.Text(scenario.Title),
                "must be one line, not empty, without control characters",
                "Say in one line what the scenario shows");
        }
    }
}
