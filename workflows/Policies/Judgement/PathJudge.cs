using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether the plan's directories lie where they may, and nothing of it is, holds, lies in or names a forbidden path.</summary>
internal static class PathJudge
{
    public static IEnumerable<PolicyFinding> Judge(Policy policy, Plan plan) =>
    [
        .. Below("codeRoots", policy.CodeRoots, PlanPath.Repository(plan)),
        .. PlanPath.Retained(plan).SelectMany(path => Below("retainedDumps", policy.RetainedDumps, path)),
        .. policy.ForbiddenPaths.SelectMany((path, i) => Forbidden($"forbiddenPaths[{i}]", path, plan)),
    ];

    private static IEnumerable<PolicyFinding> Below(string line, IReadOnlyList<string> roots, PlanPath path)
    {
        if (!roots.Any(root => path.Value == root || path.Value.StartsWith($"{root}/", StringComparison.Ordinal)))
        {
            yield return new PolicyFinding
            {
                Line = line,
                Subject = path.At,
                Expected = roots.Count == 0 ? "none: no directory is permitted" : $"one of, or below, {string.Join(", ", roots.Select(DisplayValue.Text))}",
                Found = DisplayValue.Text(path.Value),
                Remedy = "Use a directory that the policy permits, or have root of the host add this one to the policy",
            };
        }
    }

    /// <summary>By the plan's own rules, as if the plan itself forbade the path.</summary>
    private static IEnumerable<PolicyFinding> Forbidden(string line, string path, Plan plan)
    {
        var forbidding = plan with { ForbiddenPaths = [path] };
        return ForbiddenPathRule.Check(forbidding).Concat(ForbiddenMentionRule.Check(forbidding)).Select(found => new PolicyFinding
        {
            Line = line,
            Subject = found.Problem.Path,
            Expected = $"nothing at, above, in or about {DisplayValue.Text(path)}",
            Found = found.Problem.Value,
            Remedy = "Choose another path; this one holds for every plan of this host",
        });
    }
}
