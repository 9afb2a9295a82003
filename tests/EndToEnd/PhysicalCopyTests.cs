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
        var image = await ImageOfProductionAsync();
        var plan = world.Plan("physical", ("once", TestWorld.OneRow));
        await using var run = await RealRun.WithWorkerAsync(server, world, plan with { Dr = plan.Dr with { Image = image } });

        Assert.Equal(3, (await run.RunAsync()).Code);
        var report = await run.ReportAsync();
        Assert.Equal("G-10", Assert.Single(report.Summary.Findings).Gate);
        Assert.Equal(report.Production?.SystemIdentifier, report.DrSystemIdentifier);
        Assert.Null(report.Dump);
        await run.AssertNothingLeftAsync();
        await Shell.RunAsync("docker", "image", "rm", image);
    }

    /// <summary>An image whose data directory is a base backup of production: Docker fills a new volume from it.</summary>
    private async Task<string> ImageOfProductionAsync()
    {
        var directory = $"{world.Root}/physical";
        Directory.CreateDirectory(directory);
        await Shell.RunAsync("docker", "exec", "--user", "postgres", world.Production, "pg_basebackup", "--pgdata=/tmp/copy", "--checkpoint=fast", "--wal-method=stream");
        await Shell.RunAsync("docker", "cp", $"{world.Production}:/tmp/copy", $"{directory}/data");
        await Shell.RunAsync("docker", "exec", world.Production, "rm", "-r", "/tmp/copy");
        await File.WriteAllTextAsync($"{directory}/Dockerfile", "FROM postgres:17\nCOPY --chown=postgres:postgres data /var/lib/postgresql/data\nRUN chmod 700 /var/lib/postgresql/data\n");
        var image = $"{world.Prefix}-physical:1";
        var (code, output, error) = await Shell.TryAsync("docker", ["build", "--quiet", "--tag", image, directory], new Dictionary<string, string> { ["DOCKER_BUILDKIT"] = "0" });
        return code == 0 ? image : throw new InvalidOperationException(output + error);
    }
}
