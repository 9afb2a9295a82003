using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>A ceiling is at least 1: to permit nothing, remove the production or the image.</summary>
internal static class CeilingRule
{
    public static IEnumerable<Finding> Check(Policy policy)
    {
        (string At, int? Value)[] ceilings =
        [
            ("$.ceilings.memoryMegabytes", policy.Ceilings.MemoryMegabytes),
            ("$.ceilings.processes", policy.Ceilings.Processes),
            ("$.ceilings.scenarioSeconds", policy.Ceilings.ScenarioSeconds),
            ("$.ceilings.statementSeconds", policy.Ceilings.StatementSeconds),
            ("$.ceilings.lockWaitSeconds", policy.Ceilings.LockWaitSeconds),
        ];
        return ceilings
            .Where(c => c.Value < 1)
            .Select(c => Finding.At(c.At, DisplayValue.Number(c.Value ?? 0), "must be at least 1", "Write the most that one plan may ask for, or leave it out"));
    }
}
