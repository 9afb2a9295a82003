using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class DrDataRuleTests
{
    private static readonly Plan Plain = Plans.Valid();

    [Fact]
    public void Rejects_durable_data_in_memory() =>
        PlanAssert.Rejects(Plain with { Dr = Plain.Dr with { Durable = true, DataInMemoryMegabytes = 4096 } }, "$.dr.durable", "not durable");

    [Fact]
    public void Accepts_either() => Assert.All(
        [Plain.Dr with { Durable = true }, Plain.Dr with { DataInMemoryMegabytes = 4096 }],
        dr => PlanAssert.Accepts(Plain with { Dr = dr }));
}
