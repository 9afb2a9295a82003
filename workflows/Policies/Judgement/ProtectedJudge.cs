using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether the plan protects what every plan of the host must protect.</summary>
internal static class ProtectedJudge
{
    public static IEnumerable<PolicyFinding> Judge(Policy policy, Plan plan) => policy.Protected.Index()
        .Where(name => !plan.Protected.Contains(name.Item, StringComparer.Ordinal))
        .Select(name => new PolicyFinding
        {
            Line = $"protected[{name.Index}]",
            Subject = "$.protected",
            Expected = $"{DisplayValue.Text(name.Item)} in the plan's protected containers",
            Found = plan.Protected.Count == 0 ? "with none" : $"with {string.Join(", ", plan.Protected.Select(DisplayValue.Text))}",
            Remedy = "Add it to the plan's protected",
        });
}
