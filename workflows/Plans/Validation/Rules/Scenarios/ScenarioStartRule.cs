using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>The first scenario starts <c>fresh</c>: there is nothing it could continue.</summary>
internal static class ScenarioStartRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Scenarios is [{ Start: ScenarioStart.Continue }, ..])
        {
            yield return Finding.At("$.scenarios[0].start", DisplayValue.Text("continue"), "the first scenario has nothing to continue from", "Set it to fresh");
        }
    }
}
