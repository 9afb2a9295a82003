using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>Every path is absolute and normalised, and none is the root of the file system.</summary>
internal static class PolicyPathRule
{
    public static IEnumerable<Finding> Check(Policy policy) =>
    [
        .. Paths("$.codeRoots", policy.CodeRoots),
        .. Paths("$.retainedDumps", policy.RetainedDumps),
        .. Paths("$.forbiddenPaths", policy.ForbiddenPaths),
    ];

    private static IEnumerable<Finding> Paths(string at, IReadOnlyList<string> paths) => paths
        .Select((path, i) => new PlanPath(JsonPath.Item(at, i), path))
        .Where(path => path.Fault is not null)
        .Select(path => Finding.At(path.At, DisplayValue.Text(path.Value), path.Fault ?? "", "Write the exact path, as realpath prints it"));
}
