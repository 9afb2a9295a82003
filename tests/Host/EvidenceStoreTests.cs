using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class EvidenceStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_private_files_redacted()
    {
        using var scratch = new Scratch();
        await scratch.Evidence.WriteAsync(scratch.Run, "logs/a.log", "PGPASSWORD=abc", Cancel);
        var path = Path.Join(scratch.Evidence.DirectoryOf(scratch.Run), "logs/a.log");
        Assert.Equal("PGPASSWORD=[redacted]", await File.ReadAllTextAsync(path, Cancel));
        Assert.Equal(OwnedDirectory.PrivateFile, File.GetUnixFileMode(path));
        Assert.Equal(OwnedDirectory.PrivateDirectory, File.GetUnixFileMode(scratch.Evidence.DirectoryOf(scratch.Run)));
    }

    [Fact]
    public async Task A_second_append_of_a_key_replaces_its_part_in_place()
    {
        using var scratch = new Scratch();
        var store = scratch.Evidence;
        await store.AppendAsync(scratch.Run, "trace.ndjson", "S2", ["half"], Cancel);
        await store.AppendAsync(scratch.Run, "trace.ndjson", "S10/x", ["ten", "eleven\n"], Cancel);
        await store.AppendAsync(scratch.Run, "trace.ndjson", "S2", ["two"], Cancel);
        await store.JoinAsync(scratch.Run, Cancel);
        await store.JoinAsync(scratch.Run, Cancel);
        Assert.Equal("two\nten\neleven\n", await store.ReadAsync(scratch.Run, "trace.ndjson", Cancel));
    }

    [Fact]
    public async Task Redacts_what_is_appended()
    {
        using var scratch = new Scratch();
        await scratch.Evidence.AppendAsync(scratch.Run, "logs/a.log", "S1", ["PGPASSWORD=abc"], Cancel);
        await scratch.Evidence.JoinAsync(scratch.Run, Cancel);
        Assert.Equal("PGPASSWORD=[redacted]\n", await scratch.Evidence.ReadAsync(scratch.Run, "logs/a.log", Cancel));
        Assert.All(scratch.Evidence.Files(scratch.Run), f => Assert.DoesNotContain("abc", File.ReadAllText(Path.Join(scratch.Evidence.DirectoryOf(scratch.Run), f)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../other")]
    [InlineData("/etc/x")]
    [InlineData("a/../../b")]
    [InlineData("")]
    public async Task Writes_nothing_outside_its_folder(string path)
    {
        using var scratch = new Scratch();
        await Assert.ThrowsAsync<ArgumentException>(() => scratch.Evidence.WriteAsync(scratch.Run, path, "x", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => scratch.Evidence.AppendAsync(scratch.Run, path, "k", ["x"], Cancel));
    }
}
