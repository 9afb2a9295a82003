using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ObjectNameRuleTests
{
    [Theory]
    [InlineData("dr-net-v0.4-2026-05-17")]
    [InlineData("net_{run}")]
    [InlineData("{run}.net")]
    [InlineData("net-0123456789012345678901234567890123456789012345-{run}")]
    public void Accepts_a_name_Docker_takes(string name) => PlanAssert.Accepts(Network(name));

    [Theory]
    [InlineData("", "Docker takes only")]
    [InlineData("n", "Docker takes only")]
    [InlineData("-net", "Docker takes only")]
    [InlineData("net/1", "Docker takes only")]
    [InlineData("net-{date}", "Docker takes only")]
    [InlineData("net-{RUN}", "Docker takes only")]
    [InlineData("net\n", "Docker takes only")]
    [InlineData("net-01234567890123456789012345678901234567890123456-{run}", "63 characters")]
    [InlineData("deadbeef", "beginning of an id")]
    [InlineData("{run}", "beginning of an id")]
    [InlineData("{run}-2026-05", "beginning of an id")]
    [InlineData("bridge", "Docker's own")]
    public void Rejects_a_name_Docker_refuses_or_misreads(string name, string rule) => PlanAssert.Rejects(Network(name), "$.objects.network", rule);

    private static Plan Network(string name) => Plans.Valid() with { Objects = Plans.Valid().Objects with { Network = name } };
}
