using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Witnesses that are not the product: production's own change stream, and the kernel's for the forbidden file.</summary>
[Trait("needs", "docker")]
public sealed class UntouchedTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task Production_commits_not_one_row_while_a_run_goes_through_every_phase()
    {
        const string Changes = "select count(*) from pg_logical_slot_peek_changes('witness', null, null) where data like 'table %'";
        await world.ReadyAsync();
        await world.InProductionAsync("select pg_create_logical_replication_slot('witness', 'test_decoding')");
        try
        {
            await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("witnessed", ("once", TestWorld.OneRow), ("delete", TestWorld.Nothing)));
            Assert.Equal(1, (await run.RunAsync()).Code);
            Assert.Equal("0", await world.InProductionAsync(Changes));

            // One committed transaction that no snapshot ever sees: the witness was awake.
            await world.InProductionAsync("begin; insert into item values (-1, 'control'); delete from item where id = -1; commit");
            Assert.Equal("2", await world.InProductionAsync(Changes));
        }
        finally
        {
            await world.InProductionAsync("select pg_drop_replication_slot('witness')");
        }
    }

    [Fact]
    public async Task The_forbidden_file_is_never_opened_in_a_whole_run()
    {
        await world.ReadyAsync();
        var plan = world.Plan("forbidden", ("once", TestWorld.OneRow));
        var file = Assert.Single(plan.ForbiddenPaths);
        using var watch = new OpenWatch(file);
        await using var run = await RealRun.WithWorkerAsync(server, world, plan);
        Assert.Equal(0, (await run.RunAsync()).Code);
        Assert.False(watch.SawAny(), $"'{file}' was opened");

        await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.True(watch.SawAny(), "the watch sees nothing at all");
    }
}
