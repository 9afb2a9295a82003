using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class MountTableTests
{
    private static readonly string[] Table =
    [
        "22 1 8:1 / / rw - ext4 /dev/a rw",
        @"30 22 0:9 / /with\040blank rw shared:1 - tmpfs tmpfs rw",
        "31 22 0:8 / /dev/shm rw,nosuid shared:2 master:1 - tmpfs tmpfs rw",
        "32 22 0:8 / /over rw - ext4 /dev/b rw",
        "33 22 0:8 / /over rw - tmpfs tmpfs rw",
    ];

    [Theory]
    [InlineData("/home/x", "ext4")]
    [InlineData("/dev/shm/x/y", "tmpfs")]
    [InlineData("/dev/shmx", "ext4")]
    [InlineData("/with blank/x", "tmpfs")]
    [InlineData("/over/x", "tmpfs")]
    public void Takes_the_nearest_mount_and_of_equals_the_last(string path, string expected) => Assert.Equal(expected, MountTable.TypeOf(path, Table));
}
