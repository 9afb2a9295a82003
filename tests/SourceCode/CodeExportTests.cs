using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>The accepted commit's files as the harness gets them.</summary>
public sealed class CodeExportTests
{
    [Fact]
    public async Task Is_the_commit_with_modes_and_links_and_nothing_else()
    {
        using var code = new TestRepository();
        code.Write("ignored.log", "ignored");
        code.Write("new", "untracked");
        code.Write("a.py", "changed()\n");
        var export = Export(code, code.Head);
        Assert.Equal([".gitignore", "a.py", "dir", "dir/b.sh", "link"], Names(code));
        Assert.Equal("print()\n", await File.ReadAllTextAsync(At(code, "a.py"), TestContext.Current.CancellationToken));
        Assert.Equal("a.py", new FileInfo(At(code, "link")).LinkTarget);
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(At(code, "a.py")));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(At(code, "dir/b.sh")));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(At(code, "dir")));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(At(code, "")));
        Assert.Equal((code.Head, code.Git("rev-parse", "HEAD^{tree}"), 4, 8L + 10 + 6, null), (export.Commit, export.Tree, export.Files, export.Bytes, export.Missing));
    }

    [Fact]
    public async Task Has_the_fingerprint_of_a_clean_working_tree()
    {
        using var code = new TestRepository();
        var captured = await code.CaptureAsync();
        Assert.Equal(captured.Fingerprint, Export(code, code.Head).Sha256);
        Assert.Equal(captured.Tree, Export(code, code.Head).Tree);
        code.Write("a.py", "changed()\n");
        Assert.NotEqual((await code.CaptureAsync()).Fingerprint, Export(code, code.Head).Sha256);
    }

    /// <summary>Attributes would have git change content on its way out.</summary>
    [Theory]
    [InlineData("* text eol=crlf")]
    [InlineData("* export-subst ident")]
    [InlineData("* export-ignore")]
    [InlineData("* filter=x")]
    public void Holds_the_bytes_of_the_commit_whatever_its_attributes_say(string attributes)
    {
        using var code = new TestRepository();
        var marker = code.Program();
        code.Write(".gitattributes", $"{attributes}\n");
        code.Write("a.py", "$Format:%H$ $Id$\n");
        code.Commit("attributes");
        code.Git("config", "filter.x.smudge", marker);
        var stored = code.GitWith(null, "cat-file", "blob", "HEAD:a.py");
        File.Delete(code.Marker);
        Export(code, code.Head);
        Assert.Equal(stored, File.ReadAllText(At(code, "a.py")).TrimEnd('\n'));
        Assert.False(File.Exists(code.Marker));
    }

    [Fact]
    public void Takes_the_place_of_what_an_earlier_attempt_left()
    {
        using var code = new TestRepository();
        Export(code, code.Head);
        File.Delete(At(code, "a.py"));
        File.WriteAllText(At(code, "dir/b.sh"), "half");
        File.CreateSymbolicLink(At(code, "a.py"), code.At("a.py"));
        Directory.CreateDirectory(At(code, "more/and/more"));
        Export(code, code.Head);
        Assert.Equal([".gitignore", "a.py", "dir", "dir/b.sh", "link"], Names(code));
        Assert.Null(new FileInfo(At(code, "a.py")).LinkTarget);
        Assert.Equal("#!/bin/sh\n", File.ReadAllText(At(code, "dir/b.sh")));
    }

    [Fact]
    public async Task Names_what_the_commit_only_points_to()
    {
        using var code = new TestRepository();
        code.Write("big.bin", $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 12345\n");
        code.Commit("lfs");
        code.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('c', 40)},lib");
        Directory.CreateDirectory(code.At("lib"));
        code.Git("commit", "--quiet", "--message=submodule");
        var export = Export(code, code.Head);
        Assert.Equal("content that LFS keeps of 'big.bin', submodule 'lib'", export.Missing);
        Assert.Empty(Directory.EnumerateFileSystemEntries(At(code, "lib")));

        var gate = await code.G06Async(code.Head);
        Assert.Equal(GateState.Green, gate.State);
        Assert.Contains("not in the commit, so not under test: content that LFS keeps of 'big.bin', submodule 'lib'", gate.Found, StringComparison.Ordinal);
    }

    /// <summary>As after <c>git lfs pull</c>: the pointer's file is in its place.</summary>
    [Theory]
    [InlineData("content", GateState.Green)]
    [InlineData("other content", GateState.Red)]
    public async Task The_file_that_a_pointer_stands_for_is_no_difference(string content, GateState state)
    {
        using var code = new TestRepository();
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("content"u8));
        code.Write("big.bin", $"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 7\n");
        code.Commit("lfs");
        code.Write("big.bin", content);
        Assert.Equal(state, (await code.G06Async(code.Head)).State);
    }

    [Fact]
    public void Holds_a_large_file_that_differs_little_from_another()
    {
        using var code = new TestRepository();
        var content = new byte[3_000_000];
        new Random(3).NextBytes(content);
        File.WriteAllBytes(code.At("large"), content);
        code.Commit("one");
        content[1_500_000]++;
        File.WriteAllBytes(code.At("large"), content);
        code.Commit("two");
        code.Git("gc", "--quiet");
        Export(code, code.Head);
        Assert.Equal(content, File.ReadAllBytes(At(code, "large")));
        Export(code, code.Git("rev-parse", "HEAD~1"));
        content[1_500_000]--;
        Assert.Equal(content, File.ReadAllBytes(At(code, "large")));
    }

    [Fact]
    public void Is_not_made_when_an_object_is_missing()
    {
        using var code = new TestRepository();
        var (head, blob) = (code.Head, code.Git("rev-parse", "HEAD:dir/b.sh"));
        File.Delete(code.At($".git/objects/{blob[..2]}/{blob[2..]}"));
        Assert.Contains(blob, Assert.Throws<UnreadableCodeException>(() => Export(code, head)).Found, StringComparison.Ordinal);
    }

    private static CodeExport Export(TestRepository code, string commit)
    {
        using var directory = DirectoryHandle.Open(code.Scratch.Host.WorkRoot)!;
        return ExportedCode.Make(new Code { Repository = code.Path, Commit = commit }, directory, "code");
    }

    private static string At(TestRepository code, string path) => Path.Join(code.Scratch.Host.WorkRoot, "code", path);

    private static IEnumerable<string> Names(TestRepository code) =>
        Directory.EnumerateFileSystemEntries(At(code, ""), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(p => Path.GetRelativePath(At(code, ""), p)).Order(StringComparer.Ordinal);
}
