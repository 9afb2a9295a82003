using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class OneLineRuleTests
{
    [Fact]
    public void Accepts_a_sentence() => PlanAssert.Accepts(Plans.Valid() with { Description = "Phase α of the adapter." });

    [Fact]
    public void Rejects_a_description_of_two_lines() => PlanAssert.Rejects(Plans.Valid() with { Description = "a\nb" }, "$.description", "one line");

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    public void Rejects_a_title_nobody_can_list(string title) =>
        PlanAssert.Rejects(Plans.Valid() with { Scenarios = [Plans.RollsBack() with { Title = title }] }, "$.scenarios[0].title", "one line");
}
