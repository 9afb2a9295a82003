using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>
/// No object to create bears the name of production's container or of a protected one, or begins like a watched service: what bears such
/// a name is not the run's to remove.
/// </summary>
internal static class ForeignObjectRule
{
    public static IEnumerable<Finding> Check(Plan plan) => PlanObject.List(plan).SelectMany(o => Check(o, plan));

    private static IEnumerable<Finding> Check(PlanObject o, Plan plan)
    {
        if (plan.Production.Container is { } production && NamePattern.MayEqual(o.Name, production))
        {
            yield return Refuse(o, "must not be production's container", "$.production.container");
        }

        foreach (var (i, name) in plan.Protected.Index())
        {
            if (NamePattern.MayEqual(o.Name, name))
            {
                yield return Refuse(o, $"must not be the protected container {DisplayValue.Text(name)}", $"$.protected[{i}]");
            }
        }

        foreach (var (i, prefix) in plan.WatchedPrefixes.Index())
        {
            // An empty prefix begins every name; that it is empty is another rule's to say.
            if (prefix.Length > 0 && NamePattern.MayStartWith(o.Name, prefix))
            {
                yield return Refuse(o, $"must not begin like the watched services {DisplayValue.Text(prefix)}", $"$.watchedPrefixes[{i}]");
            }
        }
    }

    private static Finding Refuse(PlanObject o, string rule, string given) => Finding.At(o.At, DisplayValue.Text(o.Name), rule, "Choose a name of the run's own", given);
}
