using System.Text;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>Git's own object database, read without git.</summary>
public sealed class ObjectStoreTests
{
    /// <summary>Many versions of a few files, so that a pack holds long chains of differences.</summary>
    [Theory]
    [InlineData("loose")]
    [InlineData("packed")]
    [InlineData("packed with differences by name")]
    [InlineData("two packs and loose")]
    [InlineData("with commit graph, bitmap and multi-pack index")]
    public void Reads_every_object_that_git_reads(string layout)
    {
        using var code = new TestRepository();
        var random = new Random(7);
        var lines = Enumerable.Range(0, 400).Select(i => $"line {i} {random.Next()}\n").ToList();
        for (var version = 0; version < 30; version++)
        {
            lines[random.Next(lines.Count)] = $"changed {version} {random.Next()}\n";
            lines.Insert(random.Next(lines.Count), new string('x', random.Next(200)) + "\n");
            code.Write("large.txt", string.Concat(lines));
            code.Write($"dir/{version}", $"{version}\n");
            code.Commit($"version {version}");
            if (version == 15 && layout == "two packs and loose")
            {
                code.Git("repack", "--quiet", "-d");
            }
        }

        string[][] commands = layout switch
        {
            "packed" => [["gc", "--quiet", "--aggressive"]],
            "packed with differences by name" => [["-c", "repack.useDeltaBaseOffset=false", "repack", "--quiet", "-a", "-d", "-f", "--depth=50"]],
            "with commit graph, bitmap and multi-pack index" =>
            [
                ["repack", "--quiet", "-a", "-d", "-b"], ["multi-pack-index", "write"], ["commit-graph", "write", "--reachable"],
            ],
            _ => [],
        };
        Array.ForEach(commands, c => code.Git(c));

        using var repository = GitRepository.Open(code.Path)!;
        var objects = code.Git("cat-file", "--batch-all-objects", "--batch-check").Split('\n');
        Assert.True(objects.Length > 90);
        foreach (var line in objects)
        {
            var (id, kind, size) = (line.Split(' ')[0], Enum.Parse<GitObjectKind>(line.Split(' ')[1], ignoreCase: true), line.Split(' ')[2]);
            Assert.Equal(size, $"{repository.Objects.Read(id, kind, 1 << 20).Length}");
        }

        Assert.Equal(string.Concat(lines), Encoding.UTF8.GetString(repository.Objects.Read(code.Git("rev-parse", "HEAD:large.txt"), GitObjectKind.Blob, 1 << 20)));
    }

    [Theory]
    [InlineData(".idx")]
    [InlineData(".pack")]
    public void Names_the_object_whatever_byte_of_a_pack_is_wrong(string file)
    {
        using var code = new TestRepository();
        code.Git("gc", "--quiet");
        var path = Directory.EnumerateFiles(code.At(".git/objects/pack"), $"*{file}").Single();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var (good, commit) = (File.ReadAllBytes(path), code.Head);
        for (var at = 0; at < good.Length; at++)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0xff;
            File.WriteAllBytes(path, bad);
            using var repository = GitRepository.Open(code.Path)!;
            // The trailing sums are not read, nor are checksums of packed bytes: every object is hashed.
            if (Record.Exception(() => Exported(repository, commit)) is { } fault)
            {
                Assert.IsType<UnreadableCodeException>(fault);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Names_the_object_when_a_file_is_cut(int length)
    {
        using var code = new TestRepository();
        code.Git("gc", "--quiet");
        foreach (var path in Directory.EnumerateFiles(code.At(".git/objects/pack"), "*.pack"))
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        }

        using var repository = GitRepository.Open(code.Path)!;
        Assert.Throws<UnreadableCodeException>(() => Exported(repository, code.Head));
    }

    [Fact]
    public void An_object_larger_than_asked_for_is_not_unpacked()
    {
        using var code = new TestRepository();
        code.Write("zeros", new string('\0', 5_000_000));
        code.Commit("zeros");
        using var repository = GitRepository.Open(code.Path)!;
        var (id, taken) = (code.Git("rev-parse", "HEAD:zeros"), 0L);
        var fault = Assert.Throws<UnreadableCodeException>(() => repository.Objects.Copy(id, GitObjectKind.Blob, 4_999_999, part => taken += part.Length));
        Assert.Contains("5000000 bytes, at most 4999999", fault.Found, StringComparison.Ordinal);
        Assert.Equal(0, taken);
        Assert.Equal(5_000_000, repository.Objects.Copy(id, GitObjectKind.Blob, 5_000_000, part => taken += part.Length));
    }

    [Fact]
    public void An_object_of_another_kind_is_not_taken_for_it()
    {
        using var code = new TestRepository();
        using var repository = GitRepository.Open(code.Path)!;
        Assert.Throws<UnreadableCodeException>(() => new CommitTreeReader(repository.Objects).Read(code.Git("rev-parse", "HEAD:a.py")));
        code.Git("tag", "-a", "-m", "t", "t");
        Assert.Throws<UnreadableCodeException>(() => new CommitTreeReader(repository.Objects).Read(code.Git("rev-parse", "t")));
    }

    private static void Exported(GitRepository repository, string commit) => new Activities.SourceCode.CodeExporter(repository.Objects).Verify(new CommitTreeReader(repository.Objects).Read(commit));
}
