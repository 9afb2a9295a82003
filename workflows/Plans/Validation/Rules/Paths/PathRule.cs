using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;

/// <summary>
/// Every path is absolute and normalised. Those that are mounted or hold the socket have no colon and no comma, at which Docker and
/// libpq split. The code is not mounted over a directory the harness itself lives from.
/// </summary>
internal static class PathRule
{
    private static readonly string[] Systems = ["/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr"];

    public static IEnumerable<Finding> Check(Plan plan)
    {
        PlanPath[] mounted = [PlanPath.WorkDirectory(plan), PlanPath.Secrets(plan), PlanPath.Repository(plan), PlanPath.MountAt(plan)];
        foreach (var path in mounted.Concat(PlanPath.Forbidden(plan)).Concat(PlanPath.Retained(plan)))
        {
            if (path.Fault is { } fault)
            {
                yield return Finding.At(path.At, DisplayValue.Text(path.Value), fault, "Write the exact path, as realpath prints it");
            }
        }

        foreach (var path in mounted.Where(p => p.IsExact && p.Value.AsSpan().IndexOfAny(':', ',') >= 0))
        {
            yield return Finding.At(path.At, DisplayValue.Text(path.Value), "must hold no colon and no comma, Docker and libpq split at them", "Choose another path");
        }

        if (PlanPath.MountAt(plan) is { IsExact: true } mountAt && Systems.FirstOrDefault(s => LiesOver(mountAt.Value, s)) is { } system)
        {
            yield return Finding.At(mountAt.At, DisplayValue.Text(mountAt.Value), $"must not lie over {system} of the harness", "Choose a directory of its own, such as /code");
        }
    }

    private static bool LiesOver(string path, string system) => path == system || (system is "/proc" or "/sys" or "/dev" && path.StartsWith($"{system}/", StringComparison.Ordinal));
}
