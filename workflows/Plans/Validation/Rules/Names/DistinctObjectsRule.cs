using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>No two objects of the plan share a name, whatever their kind, whatever <c>{run}</c> becomes.</summary>
internal static class DistinctObjectsRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        var objects = PlanObject.List(plan);
        foreach (var (i, o) in objects.Index())
        {
            if (objects.Take(i).FirstOrDefault(earlier => NamePattern.MayEqual(earlier.Name, o.Name)) is { } other)
            {
                yield return Finding.At(o.At, DisplayValue.Text(o.Name), $"must differ from {other.At}, case aside", "Choose another name", other.At);
            }
        }
    }
}
