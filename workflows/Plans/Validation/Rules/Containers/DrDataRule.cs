using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;

/// <summary>Data in memory survive no power cut, so a DR that has them is not durable.</summary>
internal static class DrDataRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Dr is { Durable: true, DataInMemoryMegabytes: > 0 })
        {
            yield return Finding.At("$.dr.durable", "true", "data in memory are not durable", "Remove it, or dr.dataInMemoryMegabytes", "$.dr.dataInMemoryMegabytes");
        }
    }
}
