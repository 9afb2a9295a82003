using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>What the code under test can put into the DR's log directory leads the worker nowhere.</summary>
public sealed class ExactFileTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Reads_the_file_that_is_there_and_knows_one_that_is_not()
    {
        File.WriteAllText(scratch.At("work/log"), "line\n");
        Assert.Equal("line\n", await ExactFile.TextAsync(scratch.At("work/log"), TestContext.Current.CancellationToken));
        Assert.Null(await ExactFile.TextAsync(scratch.At("work/none"), TestContext.Current.CancellationToken));
        Assert.Null(await ExactFile.TextAsync(scratch.At("none/log"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link above")]
    [InlineData("pipe")]
    [InlineData("directory")]
    public void Opens_nothing_but_a_file(string what)
    {
        var path = scratch.At("work/log");
        File.WriteAllText(scratch.At("other"), "not yours");
        switch (what)
        {
            case "link":
                File.CreateSymbolicLink(path, scratch.At("other"));
                break;
            case "link above":
                Directory.CreateSymbolicLink(scratch.At("work/above"), scratch.Root);
                path = scratch.At("work/above/other");
                break;
            case "pipe":
                using (var process = System.Diagnostics.Process.Start("mkfifo", path))
                {
                    process.WaitForExit();
                }

                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }

        var refused = Assert.Throws<IOException>(() => ExactFile.Open(path, FileAccess.Read));
        Assert.Contains("expected a", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_nothing_into_a_file_with_a_second_name()
    {
        File.WriteAllText(scratch.At("other"), "keep");
        ShredderTests.HardLink(scratch.At("other"), scratch.At("work/dump"));
        Assert.Contains("2 names", Assert.Throws<IOException>(() => ExactFile.Open(scratch.At("work/dump"), FileAccess.Write)).Message, StringComparison.Ordinal);
        using var read = ExactFile.Open(scratch.At("work/dump"), FileAccess.Read);
        Assert.Equal(4, read?.Length);
    }
}
