using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class DatabaseNameRuleTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("Shop 2026-é")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789abc")]
    public void Accepts_a_name_PostgreSQL_keeps_whole(string name) => PlanAssert.Accepts(Dr(name));

    [Fact]
    public void Accepts_a_production_that_lives_in_the_database_postgres() =>
        PlanAssert.Accepts(Plans.Valid() with { Production = Plans.Valid().Production with { Database = "postgres" } });

    [Theory]
    [InlineData("", "empty")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789abcd", "63 bytes")]
    [InlineData("éééééééééééééééééééééééééééééééé", "63 bytes")]
    [InlineData("a\nb", "control")]
    [InlineData("-shop", "option")]
    [InlineData("host=prod", "connection string")]
    [InlineData("postgresql://prod/shop", "connection string")]
    [InlineData("template0", "own databases")]
    [InlineData("template1", "own databases")]
    [InlineData("postgres", "own databases")]
    public void Rejects_a_name_that_is_not_only_a_name(string name, string rule) => PlanAssert.Rejects(Dr(name), "$.dr.database", rule);

    [Fact]
    public void Rejects_a_role_that_is_an_option() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { Role = "-W" } }, "$.production.role", "option");

    [Fact]
    public void Rejects_copying_a_template() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { Database = "template1" } }, "$.production.database", "own databases");

    private static Plan Dr(string database) => Plans.Valid() with { Dr = Plans.Valid().Dr with { Database = database } };
}
