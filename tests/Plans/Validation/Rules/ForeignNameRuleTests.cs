using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ForeignNameRuleTests
{
    [Theory]
    [InlineData("/pg-dry-run")]
    [InlineData("pg*")]
    [InlineData("")]
    public void Rejects_a_protected_name_that_is_no_container_name(string name) =>
        PlanAssert.Rejects(Plans.Valid() with { Protected = ["pg-dry-run-earlier", name] }, "$.protected[1]", "exact name");

    [Fact]
    public void Rejects_a_production_name_that_is_no_container_name() =>
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { Container = "/shop" } }, "$.production.container", "exact name");

    [Theory]
    [InlineData("")]
    [InlineData("shop-*")]
    public void Rejects_a_prefix_that_watches_everything_or_is_a_wildcard(string prefix) =>
        PlanAssert.Rejects(Plans.Valid() with { WatchedPrefixes = [prefix] }, "$.watchedPrefixes[0]", "beginning of a container's name");

    [Fact]
    public void Rejects_a_name_listed_twice() => PlanAssert.Rejects(Plans.Valid() with { Protected = ["aa", "bb", "aa"] }, "$.protected[2]", "once");

    [Fact]
    public void Accepts_nothing_to_protect_and_nothing_to_watch() => PlanAssert.Accepts(Plans.Valid() with { Protected = [], WatchedPrefixes = [] });

    [Fact]
    public void Accepts_production_among_the_protected() => PlanAssert.Accepts(Plans.Valid() with { Protected = ["shop-postgres"] });
}
