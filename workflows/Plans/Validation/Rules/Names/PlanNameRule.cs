using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>
/// The plan's name is lower-case letters, digits, dot and hyphen, at most 63, and begins and ends with a letter or digit: it becomes a
/// workflow id and a folder. It does not end in <c>-teardown</c>, which would be the workflow id of another plan's teardown.
/// </summary>
internal static class PlanNameRule
{
    private const string Teardown = "-teardown";

    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (!Grammar.PlanName.Matches(plan.Name))
        {
            yield return Finding.At(
                "$.name",
                DisplayValue.Text(plan.Name),
                "must be 1 to 63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit",
                "Choose such a name, for example dot-iu-cutter-v0.4");
        }
        else if (plan.Name.EndsWith(Teardown, StringComparison.Ordinal))
        {
            yield return Finding.At("$.name", DisplayValue.Text(plan.Name), $"must not end in {Teardown}, the workflow ids of teardowns do", "Choose another name");
        }
    }
}
