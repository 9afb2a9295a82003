using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

internal static class PlanProblems
{
    public static IReadOnlyList<string> Describe(string file, IReadOnlyList<PlanProblem> problems) =>
        [$"Plan '{file}' is not valid: {problems.Count} problem(s). Nothing was started.", .. problems.Select(p => $"  {p}")];
}
