using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ScenarioKindRuleTests
{
    private static readonly Expectation RollsBack = new() { Effect = Effect.RollsBack };

    [Fact]
    public void Rejects_neither_and_both()
    {
        Rejects(new Scenario { Id = "S1", Title = "t", Expect = RollsBack }, "$.scenarios[0]", "exactly one");
        Rejects(Harness("true") with { Sql = new SqlStatements { Statements = ["SELECT 1"] } }, "$.scenarios[0]", "exactly one");
    }

    [Fact]
    public void Rejects_a_command_in_a_plan_without_harness() =>
        PlanAssert.Rejects(Plans.Valid() with { Harness = null }, "$.scenarios[0].harness", "needs the plan's harness");

    [Fact]
    public void Rejects_a_command_without_a_program()
    {
        Rejects(Harness(), "$.scenarios[0].harness.command", "name a program");
        Rejects(Harness(" "), "$.scenarios[0].harness.command[0]", "name a program");
    }

    [Fact]
    public void Rejects_missing_and_blank_statements()
    {
        Rejects(Sql(), "$.scenarios[0].sql.statements", "hold a statement");
        Rejects(Sql("SELECT 1", "\n"), "$.scenarios[0].sql.statements[1]", "blank");
    }

    [Fact]
    public void Accepts_an_empty_argument() => PlanAssert.Accepts(Plans.Valid() with { Scenarios = [Harness("printf", "")] });

    [Fact]
    public void Accepts_a_plan_of_sql_alone_without_harness() => PlanAssert.Accepts(Plans.Valid() with { Harness = null, Scenarios = [Sql("SELECT 1")] });

    private static void Rejects(Scenario scenario, string path, string rule) => PlanAssert.Rejects(Plans.Valid() with { Scenarios = [scenario] }, path, rule);

    private static Scenario Harness(params string[] command) => new() { Id = "S1", Title = "t", Harness = new HarnessCommand { Command = command }, Expect = RollsBack };

    private static Scenario Sql(params string[] statements) => new() { Id = "S1", Title = "t", Sql = new SqlStatements { Statements = statements }, Expect = RollsBack };
}
