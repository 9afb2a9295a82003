using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;

/// <summary>
/// $WD is at most 80 bytes, so that its socket's path fits. $WD, the secrets and the code tree lie apart: none is or lies in another.
/// </summary>
internal static class WorkDirectoryRule
{
    private const int LongestBytes = 80;

    public static IEnumerable<Finding> Check(Plan plan)
    {
        var (work, secrets, code) = (PlanPath.WorkDirectory(plan), PlanPath.Secrets(plan), PlanPath.Repository(plan));
        var bytes = System.Text.Encoding.UTF8.GetByteCount(NamePattern.Example(work.Value));
        if (bytes > LongestBytes)
        {
            yield return Finding.At(
                work.At,
                DisplayValue.Text(work.Value),
                $"must be at most {LongestBytes} bytes with {NamePattern.Run} replaced by 12, it is {bytes}; the path of a unix socket ends at 107",
                "Choose a shorter path");
        }

        Finding?[] overlaps =
        [
            secrets.Overlaps(work, "must lie apart from the work directory", "Choose a directory of its own on a tmpfs, such as /dev/shm/dryrun-{run}"),
            work.Overlaps(code, "must lie apart from the code tree, which is never written", "Choose a directory below the worker's allowed root"),
            secrets.Overlaps(code, "must lie apart from the code tree, which is mounted in the harness", "Choose a directory of its own on a tmpfs"),
        ];
        foreach (var finding in overlaps.OfType<Finding>())
        {
            yield return finding;
        }
    }
}
