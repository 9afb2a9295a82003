using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ForbiddenMentionRuleTests
{
    [Theory]
    [InlineData("/opt/shop/.env")]
    [InlineData("--env-file=/opt/shop/.env")]
    [InlineData("cat '/opt/shop/.env/x'")]
    public void Rejects_a_command_that_names_a_forbidden_path(string argument) => PlanAssert.Rejects(
        Plans.Valid() with { Scenarios = [Plans.RollsBack() with { Harness = new HarnessCommand { Command = ["sh", "-c", argument] } }] },
        "$.scenarios[0].harness.command[2]",
        "$.forbiddenPaths[0]");

    [Fact]
    public void Rejects_a_statement_that_reads_a_forbidden_path() => PlanAssert.Rejects(
        Plans.Valid() with { Scenarios = [Plans.Writes() with { Sql = new SqlStatements { Statements = ["SELECT pg_read_file('/opt/shop/.env')"] } }] },
        "$.scenarios[0].sql.statements[0]",
        "$.forbiddenPaths[0]");

    [Fact]
    public void Rejects_an_environment_value_that_names_a_forbidden_path() => PlanAssert.Rejects(
        Plans.Valid() with { Harness = Plans.Valid().Harness! with { Environment = new Dictionary<string, string> { ["CONFIG"] = "/opt/shop/.env" } } },
        "$.harness.environment.CONFIG",
        "$.forbiddenPaths[0]");

    [Theory]
    [InlineData("/opt/shop/.env-example")]
    [InlineData("/srv/opt/shop/.env")]
    public void Accepts_another_path_that_looks_alike(string argument) => PlanAssert.Accepts(
        Plans.Valid() with { Scenarios = [Plans.RollsBack() with { Harness = new HarnessCommand { Command = ["cat", argument] } }] });
}
