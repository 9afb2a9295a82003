using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class OutcomeRuleTests
{
    private static readonly Expectation RollsBack = new() { Effect = Effect.RollsBack };

    [Fact]
    public void Rejects_an_exit_code_of_sql() => Rejects(Plans.Writes(), RollsBack with { ExitCode = 0 }, "exitCode", "sql scenario");

    [Fact]
    public void Rejects_a_result_of_a_command() => Rejects(Plans.RollsBack(), RollsBack with { Result = "1" }, "result", "harness scenario");

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void Rejects_a_code_no_command_ends_with(int code) => Rejects(Plans.RollsBack(), RollsBack with { ExitCode = code }, "exitCode", "0 to 255");

    [Theory]
    [InlineData("2350")]
    [InlineData("235055")]
    [InlineData("p0001")]
    [InlineData("2350-")]
    [InlineData("00000")]
    public void Rejects_what_is_no_SQLSTATE(string state) => Rejects(Plans.RollsBack(), RollsBack with { SqlState = state }, "sqlState", "SQLSTATE");

    [Fact]
    public void Accepts_an_outcome_of_the_scenarios_own_kind()
    {
        PlanAssert.Accepts(Of(Plans.RollsBack(), RollsBack with { ExitCode = 255, SqlState = "P0001" }));
        PlanAssert.Accepts(Of(Plans.Writes(), RollsBack with { Result = "" }));
    }

    private static void Rejects(Scenario scenario, Expectation expect, string member, string rule) =>
        PlanAssert.Rejects(Of(scenario, expect), $"$.scenarios[0].expect.{member}", rule);

    private static Plan Of(Scenario scenario, Expectation expect) => Plans.Valid() with { Scenarios = [scenario with { Expect = expect }] };
}
