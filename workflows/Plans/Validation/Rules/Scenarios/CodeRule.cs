using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>The accepted commit is written in full, 40 lower-case hex digits: anything shorter can come to mean another commit.</summary>
internal static class CodeRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (!Grammar.Commit.Matches(plan.Code.Commit))
        {
            yield return Finding.At("$.code.commit", DisplayValue.Text(plan.Code.Commit), "must be 40 lower-case hex digits", "Write what git rev-parse prints for the accepted commit");
        }
    }
}
