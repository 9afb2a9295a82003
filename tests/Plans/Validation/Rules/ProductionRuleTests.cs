using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ProductionRuleTests
{
    private static readonly ProductionSource ByConnection = new() { ReadPath = ReadPath.Connection, Secret = "shop-reader", Database = "shop", Role = "reader" };

    [Fact]
    public void Accepts_connection_without_a_container() => PlanAssert.Accepts(Plans.Valid() with { Production = ByConnection });

    [Fact]
    public void Rejects_exec_without_a_container() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { Container = null } }, "$.production.container", "read path exec");

    [Fact]
    public void Rejects_connection_without_a_secret() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = ByConnection with { Secret = null } }, "$.production.secret", "needs a secret");

    [Fact]
    public void Rejects_exec_with_a_secret() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { Secret = "shop-reader" } }, "$.production.secret", "uses no secret");

    [Theory]
    [InlineData("../shop-reader")]
    [InlineData("/etc/passwd")]
    [InlineData("postgres://reader:hunter2@prod/shop")]
    public void Rejects_a_secret_that_is_no_name_and_does_not_repeat_it(string secret)
    {
        var problem = PlanAssert.Rejects(Plans.Valid() with { Production = ByConnection with { Secret = secret } }, "$.production.secret", "secret's name");
        Assert.DoesNotContain(secret, problem.ToString(), StringComparison.Ordinal);
    }
}
