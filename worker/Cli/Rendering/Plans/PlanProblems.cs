using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

/// <summary>Describes the problems of a plan that is not valid.</summary>
internal static class PlanProblems
{
    public static IReadOnlyList<string> Describe(string file, IReadOnlyList<DocumentProblem> problems) =>
        [$"Plan '{file}' is not valid: {problems.Count} problem(s). Nothing was started.", .. problems.Select(p => $"  {p}")];
}
