using DotIuCutter.Temporal.Activities.Postgres.Copy;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class FreeSpaceTests
{
    [Theory]
    [InlineData("Filesystem     1024-blocks      Used Available Capacity Mounted on\n/dev/vda          263174212  20971520  76546048      22% /var/lib/postgresql/data\n", 76546048L * 1024)]
    [InlineData("Filesystem 1024-blocks Used Available Capacity Mounted on\noverlay 10 10 0 100% /\n", 0L)]
    public void Is_the_fourth_column_of_the_second_line(string printed, long bytes) => Assert.Equal(bytes, FreeSpace.Bytes(printed));

    [Theory]
    [InlineData("")]
    [InlineData("Filesystem 1024-blocks Used Available Capacity Mounted on\n")]
    [InlineData("Filesystem 1024-blocks Used Available Capacity Mounted on\noverlay 10 10 - 100% /\n")]
    [InlineData("a\noverlay 10 10 5 100% /\noverlay 10 10 5 100% /\n")]
    public void Anything_else_is_not_known(string printed) => Assert.Null(FreeSpace.Bytes(printed));
}
