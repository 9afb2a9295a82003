using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

public sealed class DataInMemoryRulesTests
{
    private const long Mebibyte = 1 << 20;

    [Theory]
    [InlineData(0, 600, 0L)]
    [InlineData(2400, 600, 2400L)]
    [InlineData(1200, 0, 1200L)]
    public void Nothing_is_wrong_with_data_on_a_disk_or_with_enough_memory(int megabytes, long production, long available) =>
        Assert.Empty(DataInMemoryRules.Problems(Check(megabytes, production), available * Mebibyte));

    [Fact]
    public void Room_for_production_a_clone_and_PostgreSQL_is_asked_for() =>
        Assert.Equal(
            "dr.dataInMemoryMegabytes is 2,399, production and a clone of it may need 2,400",
            Assert.Single(DataInMemoryRules.Problems(Check(2399, 600), 9000 * Mebibyte)));

    [Theory]
    [InlineData(2399L, "2,399")]
    [InlineData(null, "an unknown number of")]
    public void The_host_must_have_it(long? available, string found) =>
        Assert.Equal(
            $"the host has {found} MiB of memory available, dr.dataInMemoryMegabytes is 2,400",
            Assert.Single(DataInMemoryRules.Problems(Check(2400, 600), available * Mebibyte)));

    [Fact]
    public void The_kernel_s_own_estimate_is_read()
    {
        Assert.Equal(23_606_000L * 1024, HostMemory.AvailableBytes(["MemTotal:       24683520 kB", "MemFree:        20695040 kB", "MemAvailable:   23606000 kB"]));
        Assert.Null(HostMemory.AvailableBytes(["MemTotal:       24683520 kB", "MemAvailable:   a lot kB"]));
        Assert.InRange(HostMemory.AvailableBytes() ?? 0, Mebibyte, long.MaxValue);
    }

    private static WorkDirectoryCheck Check(int megabytes, long production)
    {
        using var scratch = new Scratch();
        return new WorkDirectoryCheck
        {
            Run = scratch.Run,
            WorkDirectory = new WorkDirectory { Path = scratch.WorkDirectory.Path, Secrets = scratch.WorkDirectory.Secrets },
            Repository = "/srv/code",
            ForbiddenPaths = [],
            ProductionBytes = production * Mebibyte,
            DataInMemoryMegabytes = megabytes,
        };
    }
}
