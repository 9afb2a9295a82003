using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

public sealed class DeltaTests
{
    private static readonly byte[] Source = "0123456789"u8.ToArray();

    [Fact]
    public void Copies_and_inserts() =>
        // copy offset 2 length 3, insert "ab", copy offset 0 length 1
        Assert.Equal("234ab0"u8.ToArray(), Delta.Apply(Source, [10, 6, 0x91, 2, 3, 2, (byte)'a', (byte)'b', 0x90, 1], 100));

    [Theory]
    [InlineData(new byte[] { 9, 1, 1, 1 })] // another source
    [InlineData(new byte[] { 10, 1, 0 })] // a reserved command
    [InlineData(new byte[] { 10, 1, 0x91, 9, 2 })] // copies beyond the source
    [InlineData(new byte[] { 10, 5, 5, 1 })] // inserts beyond the delta
    [InlineData(new byte[] { 10, 1, 2, 1, 1 })] // makes more than it says
    [InlineData(new byte[] { 10, 3, 1, 1 })] // makes less
    [InlineData(new byte[] { 10, 1, 0x9f })] // ends within a command
    [InlineData(new byte[] { 10 })] // has no size
    [InlineData(new byte[] { 10, 0xff, 0xff, 0xff, 0x7f })] // a result beyond the limit
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })] // a size without end
    public void Refuses_what_does_not_fit(byte[] delta) => Assert.Throws<InvalidDataException>(() => Delta.Apply(Source, delta, 100));

    [Fact]
    public void Throws_nothing_else_for_any_bytes()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var delta = new byte[random.Next(12)];
            random.NextBytes(delta);
            if (delta.Length > 0 && random.Next(2) == 0)
            {
                delta[0] = 10;
            }

            if (Record.Exception(() => Delta.Apply(Source, delta, 1000)) is { } fault)
            {
                Assert.IsType<InvalidDataException>(fault);
            }
        }
    }
}
