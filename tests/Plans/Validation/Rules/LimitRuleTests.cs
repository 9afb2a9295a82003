using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class LimitRuleTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Rejects_memory_Docker_refuses(int megabytes)
    {
        PlanAssert.Rejects(Plans.Valid() with { Dr = Plans.Valid().Dr with { MemoryMegabytes = megabytes } }, "$.dr.memoryMegabytes", "6 to");
        PlanAssert.Rejects(Plans.Valid() with { Harness = Plans.Valid().Harness! with { MemoryMegabytes = megabytes } }, "$.harness.memoryMegabytes", "6 to");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Rejects_data_in_more_memory_than_there_is(int megabytes) =>
        PlanAssert.Rejects(Plans.Valid() with { Dr = Plans.Valid().Dr with { DataInMemoryMegabytes = megabytes } }, "$.dr.dataInMemoryMegabytes", "0 to");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(32769)]
    public void Rejects_an_unbounded_number_of_processes(int pids)
    {
        PlanAssert.Rejects(Plans.Valid() with { Dr = Plans.Valid().Dr with { PidsLimit = pids } }, "$.dr.pidsLimit", "1 to");
        PlanAssert.Rejects(Plans.Valid() with { Harness = Plans.Valid().Harness! with { PidsLimit = pids } }, "$.harness.pidsLimit", "1 to");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86401)]
    public void Rejects_a_time_out_that_is_none(int seconds)
    {
        PlanAssert.Rejects(Plans.Valid() with { Scenarios = [Plans.RollsBack() with { TimeoutSeconds = seconds }] }, "$.scenarios[0].timeoutSeconds", "1 to");
        PlanAssert.Rejects(Plans.Valid() with { Production = Plans.Valid().Production with { StatementTimeoutSeconds = seconds } }, "$.production.statementTimeoutSeconds", "1 to");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Rejects_letting_production_queue_behind_the_dump(int seconds) => PlanAssert.Rejects(
        Plans.Valid() with { Production = Plans.Valid().Production with { LockWaitTimeoutSeconds = seconds } }, "$.production.lockWaitTimeoutSeconds", "1 to 60");

    [Fact]
    public void Accepts_both_ends()
    {
        PlanAssert.Accepts(Plans.Valid() with { Dr = Plans.Valid().Dr with { MemoryMegabytes = 6, PidsLimit = 32768 } });
        PlanAssert.Accepts(Plans.Valid() with { Scenarios = [Plans.RollsBack() with { TimeoutSeconds = 86400 }] });
        PlanAssert.Accepts(Plans.Valid() with { Production = Plans.Valid().Production with { LockWaitTimeoutSeconds = 60, StatementTimeoutSeconds = 1 } });
    }
}
