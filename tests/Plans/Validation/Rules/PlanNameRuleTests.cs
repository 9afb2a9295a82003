using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class PlanNameRuleTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("dot-iu-cutter-v0.4")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890ab")]
    public void Accepts_a_name(string name) => PlanAssert.Accepts(Plans.Valid() with { Name = name });

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("../shop")]
    [InlineData("-shop")]
    [InlineData("shop.")]
    [InlineData("shop\n")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890abc")]
    public void Rejects_a_name_that_is_no_workflow_id_or_folder(string name) => PlanAssert.Rejects(Plans.Valid() with { Name = name }, "$.name", "lower-case letters");

    [Fact]
    public void Rejects_a_name_whose_workflow_id_is_another_plans_teardown() =>
        PlanAssert.Rejects(Plans.Valid() with { Name = "shop-teardown" }, "$.name", "-teardown");
}
