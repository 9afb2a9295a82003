using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Worker.Writing;

internal static class PlanProblems
{
    public static IReadOnlyList<string> Of(string file, IReadOnlyList<PlanProblem> problems) =>
        [$"Plan '{file}' is not valid: {problems.Count} problem(s). Nothing was started.", .. problems.Select(p => $"  {p}")];
}
