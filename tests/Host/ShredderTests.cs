using System.Runtime.InteropServices;
using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class ShredderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData((1 << 20) + 5)]
    public void Leaves_an_open_reader_nothing_to_read(int size)
    {
        using var scratch = new Scratch();
        var path = scratch.At("work/secret");
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)'s', size)]);
        using var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Assert.True(Shred(scratch));
        Assert.False(File.Exists(path));
        Assert.Equal(-1, reader.ReadByte());
        Assert.False(Shred(scratch));
    }

    /// <summary>Nobody can read the file between the passes, so what this process wrote is counted. Other tests can only add to it.</summary>
    [Fact]
    public void Writes_over_the_whole_file_twice()
    {
        using var scratch = new Scratch();
        const int Size = 64 << 20;
        using (var file = File.OpenHandle(scratch.At("work/secret"), FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, Size);
        }

        var before = Written();
        Assert.True(Shred(scratch));
        Assert.True(Written() - before >= 2L * Size, $"{Written() - before:N0} bytes were written over a file of {Size:N0}");
    }

    [Fact]
    public void Writes_nothing_into_a_file_with_a_second_name()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("other"), "keep");
        HardLink(scratch.At("other"), scratch.At("work/secret"));
        Assert.Contains("2 names", Assert.Throws<NotRegularFileException>(() => Shred(scratch)).Message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(scratch.At("other")));
    }

    [Fact]
    public void Writes_nothing_through_a_symbolic_link()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("other"), "keep");
        File.CreateSymbolicLink(scratch.At("work/secret"), scratch.At("other"));
        Assert.Throws<NotRegularFileException>(() => Shred(scratch));
        Assert.Equal("keep", File.ReadAllText(scratch.At("other")));
    }

    internal static void HardLink(string from, string to) => Assert.Equal(0, link(from, to));

    private static long Written() => long.Parse(
        File.ReadLines("/proc/self/io").Single(l => l.StartsWith("wchar: ", StringComparison.Ordinal))[7..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool Shred(Scratch scratch)
    {
        using var directory = DirectoryHandle.Open(scratch.At("work"))!;
        return Shredder.Shred(directory, "secret");
    }

#pragma warning disable IDE1006, SA1300 // the name of the C library
    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
#pragma warning restore IDE1006, SA1300
}
