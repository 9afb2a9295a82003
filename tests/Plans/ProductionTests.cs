using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments;

public sealed class ProductionTests
{
    [Fact]
    public void Is_dumped_from_itself_or_from_its_standby_and_says_what_it_is()
    {
        var production = Plans.Valid().Production;
        Assert.Equal(production, production.DumpedFrom());
        Assert.Contains("reader", $"{production}", StringComparison.OrdinalIgnoreCase);

        var ahead = production with { Standby = new Standby { Container = "shop-standby" } };
        Assert.Equal(production with { Container = "shop-standby" }, ahead.DumpedFrom());
        Assert.Contains("shop-standby", $"{ahead}", StringComparison.Ordinal);
    }
}
