using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>C-02, G-06 and G-26 on a real repository.</summary>
public sealed class CodeTests
{
    [Fact]
    public async Task Accepts_a_clean_tree_at_the_accepted_commit()
    {
        using var code = new TestRepository();
        var captured = await code.CaptureAsync();
        Assert.True(captured.Clean);
        Assert.Equal(GateState.Green, (await code.G06Async(captured)).State);
        Assert.Equal(GateState.Green, (await code.G26Async(captured)).State);
    }

    [Theory]
    [InlineData("edit", "tracked files")]
    [InlineData("mode", "tracked files")]
    [InlineData("delete", "tracked files")]
    [InlineData("untracked", "untracked paths")]
    [InlineData("ignored", "untracked paths")]
    [InlineData("commit", "commit")]
    [InlineData("hidden", "tracked files")]
    [InlineData("mode unseen", "tracked files")]
    public async Task Notices_every_change(string what, string field)
    {
        using var code = new TestRepository();
        var before = await code.CaptureAsync();
        switch (what)
        {
            case "edit":
                File.AppendAllText(code.At("a.py"), "x");
                break;
            case "mode":
                File.SetUnixFileMode(code.At("a.py"), (UnixFileMode)0b111_101_101);
                break;
            case "delete":
                File.Delete(code.At("a.py"));
                break;
            case "untracked":
                File.WriteAllText(code.At("new"), "x");
                break;
            case "ignored":
                File.WriteAllText(code.At("x.log"), "x");
                break;
            case "hidden":
                code.Git("update-index", "--assume-unchanged", "a.py");
                File.AppendAllText(code.At("a.py"), "x");
                break;
            case "mode unseen":
                code.Git("config", "core.fileMode", "false");
                File.SetUnixFileMode(code.At("a.py"), (UnixFileMode)0b111_101_101);
                break;
            default:
                code.Git("commit", "-q", "--allow-empty", "-m", "more");
                break;
        }

        var gate = await code.G26Async(before);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(field, gate.Differences.Select(d => d.Field));
        Assert.Equal(what is "ignored" or "commit", (await code.CaptureAsync()).Clean);
    }

    [Fact]
    public async Task Writes_nothing_into_the_repository()
    {
        using var code = new TestRepository();
        // A file touched but unchanged is what tempts git status to refresh its index.
        File.SetLastWriteTimeUtc(code.At("a.py"), DateTime.UtcNow.AddHours(-1));
        var before = Snapshot(code);
        await code.G06Async(await code.CaptureAsync());
        Assert.Equal(before, Snapshot(code));
    }

    [Fact]
    public async Task Is_red_for_another_commit_a_dirty_tree_or_no_repository()
    {
        using var code = new TestRepository();
        File.WriteAllText(code.At("new"), "x");
        var gate = await code.G06Async(await code.CaptureAsync(), new string('1', 40));
        Assert.Contains("HEAD is", gate.Found, StringComparison.Ordinal);
        Assert.Contains("the working tree is not its commit: untracked 'new'", gate.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("checkout", gate.Remedy, StringComparison.Ordinal);
        Directory.Delete(code.Path, recursive: true);
        Assert.Contains("no git repository", (await code.G06Async(await code.CaptureAsync(), new string('1', 40))).Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_five_files_and_counts_the_others()
    {
        using var code = new TestRepository();
        for (var i = 1; i <= 7; i++)
        {
            code.Write($"new{i}\n", "x");
        }

        var gate = await code.G06Async(code.Head);
        Assert.Contains("untracked 'new1?', untracked 'new2?', untracked 'new3?', untracked 'new4?', untracked 'new5?' and 2 more", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_red_for_a_directory_within_a_repository()
    {
        using var code = new TestRepository();
        var check = new CodeCheck { Code = new Code { Repository = code.At("dir"), Commit = code.Head }, Captured = CodeReader.Read(code.At("dir")) };
        Assert.Contains($"begins at '{code.Path}'", AcceptedCode.Judge(check).Found, StringComparison.Ordinal);
        Assert.Equal(CodeReader.NoCommit, check.Captured.Commit);
    }

    [Fact]
    public void Accepts_a_path_that_goes_through_a_symbolic_link()
    {
        using var code = new TestRepository();
        File.CreateSymbolicLink(code.Scratch.At("way"), code.Path);
        var accepted = new Code { Repository = code.Scratch.At("way"), Commit = code.Head };
        Assert.Equal(GateState.Green, AcceptedCode.Judge(new CodeCheck { Code = accepted, Captured = CodeReader.Read(accepted.Repository) }).State);
    }

    private static string[] Snapshot(TestRepository code) =>
    [
        .. new DirectoryInfo(code.Path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(f => $"{f.FullName} {f.LastWriteTimeUtc:O} {(f as FileInfo)?.Length}").Order(StringComparer.Ordinal),
    ];
}
