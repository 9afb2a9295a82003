using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ScenarioIdRuleTests
{
    [Fact]
    public void Rejects_a_plan_without_scenarios() => PlanAssert.Rejects(Plans.Valid() with { Scenarios = [] }, "$.scenarios", "at least one");

    [Theory]
    [InlineData("")]
    [InlineData("S 1")]
    [InlineData("../S1")]
    [InlineData("-S1")]
    [InlineData("S23456789012345678901234567890123")]
    public void Rejects_an_id_that_names_no_file(string id) => PlanAssert.Rejects(Plans.Valid() with { Scenarios = [Plans.RollsBack(id)] }, "$.scenarios[0].id", "form");

    [Theory]
    [InlineData("S1")]
    [InlineData("s1")]
    public void Rejects_an_id_used_before(string id) =>
        PlanAssert.Rejects(Plans.Valid() with { Scenarios = [Plans.RollsBack(), Plans.Writes(), Plans.RollsBack(id)] }, "$.scenarios[2].id", "$.scenarios[0].id");

    [Theory]
    [InlineData("S3-neg")]
    [InlineData("S2345678901234567890123456789012")]
    public void Accepts_a_short_id(string id) => PlanAssert.Accepts(Plans.Valid() with { Scenarios = [Plans.RollsBack(id)] });
}
