using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

[Trait("needs", "docker")]
public sealed class PhysicalCopyTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task A_DR_that_is_a_physical_copy_of_production_is_refused_before_any_database_is_created_or_connected()
    {
        await world.ReadyAsync();
        var image = await PhysicalCopy.ImageAsync(world, world.Production, "physical");
        var plan = world.Plan("physical", ("once", TestWorld.OneRow));
        await using var run = await RealRun.WithWorkerAsync(server, world, plan with { Dr = plan.Dr with { Image = image } });

        Assert.Equal(3, (await run.RunAsync()).Code);
        var report = await run.ReportAsync();
        Assert.Equal(Gate.DrIsNotProduction, Assert.Single(report.Summary.Findings).Gate);
        Assert.Equal(report.Production?.SystemIdentifier, report.DrSystemIdentifier);
        Assert.Null(report.Dump);
        await run.AssertNothingLeftAsync();
        await Shell.RunAsync("docker", "image", "rm", image);
    }
}
