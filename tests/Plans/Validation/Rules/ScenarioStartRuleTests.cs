using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ScenarioStartRuleTests
{
    [Fact]
    public void Rejects_a_first_scenario_that_continues() =>
        PlanAssert.Rejects(Plans.Valid() with { Scenarios = [Plans.RollsBack() with { Start = ScenarioStart.Continue }] }, "$.scenarios[0].start", "nothing to continue");

    [Fact]
    public void Accepts_a_later_scenario_that_continues() =>
        PlanAssert.Accepts(Plans.Valid() with { Scenarios = [Plans.Writes("S1"), Plans.RollsBack("S2") with { Start = ScenarioStart.Continue }] });
}
