using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;

/// <summary>Nothing the run mounts, writes or removes is, holds or lies in a forbidden path.</summary>
internal static class ForbiddenPathRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        PlanPath[] used = [PlanPath.WorkDirectory(plan), PlanPath.Secrets(plan), PlanPath.Repository(plan), PlanPath.MountAt(plan), .. PlanPath.Retained(plan)];
        return used.SelectMany(path => PlanPath.Forbidden(plan)
            .Select(forbidden => path.Overlaps(forbidden, "must lie apart from every forbidden path", "Choose another path; a forbidden path is neither mounted, read nor written"))
            .OfType<Finding>());
    }
}
