using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class HarnessEnvironmentRuleTests
{
    [Theory]
    [InlineData("PGHOST")]
    [InlineData("PGHOSTADDR")]
    [InlineData("PGPASSWORD")]
    [InlineData("PGPASSFILE")]
    [InlineData("PGSERVICE")]
    [InlineData("PGOPTIONS")]
    public void Rejects_a_variable_that_leads_elsewhere(string name) => Rejects(name, "x", "PG variable");

    [Theory]
    [InlineData("API_TOKEN")]
    [InlineData("dbPassword")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("SIGNING_KEY")]
    [InlineData("DB_PWD")]
    public void Rejects_a_name_that_looks_secret_and_does_not_show_its_value(string name) => Rejects(name, "hunter2", "look like a secret");

    [Theory]
    [InlineData("postgres://u:hunter2@somewhere/x")]
    [InlineData("host=x Password=hunter2")]
    [InlineData("redis://:hunter2@cache")]
    public void Rejects_a_value_that_holds_a_password(string value) => Rejects("TARGET", value, "hold no password");

    [Theory]
    [InlineData("shop-postgres")]
    [InlineData("http://SHOP-POSTGRES:5432/")]
    [InlineData("shop-postgres.local")]
    public void Rejects_a_value_that_names_production(string value) => Rejects("TARGET", value, "production's container");

    [Theory]
    [InlineData("")]
    [InlineData("A-B")]
    [InlineData("1A")]
    public void Rejects_what_is_no_variables_name(string name)
    {
        var path = name.Length == 0 || name.Contains('-', StringComparison.Ordinal) ? $"$.harness.environment[\"{name}\"]" : $"$.harness.environment.{name}";
        PlanAssert.Rejects(With(name, "x"), path, "name of the form");
    }

    [Theory]
    [InlineData("PYTHONPATH", "/code/src")]
    [InlineData("PGTZ", "UTC")]
    [InlineData("MONKEY_HOUSE", "url https://example.org/a?b=c@d")]
    [InlineData("NOTE", "shop-postgresql is another one")]
    [InlineData("EMPTY", "")]
    public void Accepts_a_plain_variable(string name, string value) => PlanAssert.Accepts(With(name, value));

    [Fact]
    public void Accepts_the_drs_name_even_where_it_holds_productions()
    {
        var plan = With("TARGET", "pg-dry-run-{run}:5432");
        PlanAssert.Accepts(plan with { Production = plan.Production with { Container = "pg" } });
    }

    private static void Rejects(string name, string value, string rule)
    {
        var problem = PlanAssert.Rejects(With(name, value), $"$.harness.environment.{name}", rule);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    private static Plan With(string name, string value) =>
        Plans.Valid() with { Harness = Plans.Valid().Harness! with { Environment = new Dictionary<string, string> { [name] = value } } };
}
