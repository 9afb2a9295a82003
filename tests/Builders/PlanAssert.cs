using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>Asks about a plan the way everybody does: as a document.</summary>
internal static class PlanAssert
{
    public static void Accepts(Plan plan)
    {
        var reading = PlanDocument.Read(Plans.Json(plan));
        Assert.Equal("", string.Join('\n', reading.Problems));
        Assert.NotNull(reading.Plan);
    }

    /// <summary>The plan has this problem and no other.</summary>
    public static DocumentProblem Rejects(Plan plan, string path, string rule)
    {
        var reading = PlanDocument.Read(Plans.Json(plan));
        Assert.Null(reading.Plan);
        Assert.Equal(path, string.Join('\n', reading.Problems.Select(p => p.Path)));
        var problem = Assert.Single(reading.Problems);
        Assert.Contains(rule, problem.Rule, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Value);
        Assert.NotEmpty(problem.Remedy);
        return problem;
    }
}
