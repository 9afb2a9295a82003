using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ForeignObjectRuleTests
{
    [Fact]
    public void Rejects_productions_name() => PlanAssert.Rejects(Dr("shop-postgres") with { WatchedPrefixes = [] }, "$.objects.drContainer", "production's");

    [Fact]
    public void Rejects_a_protected_name() => PlanAssert.Rejects(Dr("pg-dry-run-earlier"), "$.objects.drContainer", "protected");

    [Fact]
    public void Rejects_a_name_that_is_protected_for_some_nonce() =>
        PlanAssert.Rejects(Dr("pg-{run}") with { Protected = ["pg-aaaabbbbcccc"] }, "$.objects.drContainer", "protected");

    [Theory]
    [InlineData("shop-dr", "shop-")]
    [InlineData("Shop-dr", "shop-")]
    [InlineData("{run}-x", "ab")]
    public void Rejects_a_name_that_begins_like_a_watched_service(string name, string prefix) =>
        PlanAssert.Rejects(Dr(name) with { WatchedPrefixes = [prefix] }, "$.objects.drContainer", "watched");

    [Fact]
    public void Accepts_a_name_that_only_holds_a_watched_prefix() => PlanAssert.Accepts(Dr("dr-shop-x"));

    private static Plan Dr(string name) => Plans.Valid() with { Objects = Plans.Valid().Objects with { DrContainer = name } };
}
