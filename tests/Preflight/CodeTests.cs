using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

/// <summary>C-02, G-06 and G-26 on a real repository.</summary>
public sealed class CodeTests
{
    [Fact]
    public async Task Accepts_a_clean_tree_at_the_accepted_commit()
    {
        using var scratch = Repository();
        var captured = await CaptureAsync(scratch);
        Assert.True(captured.Clean);
        Assert.Equal(GateState.Green, (await G06Async(scratch, captured, captured.Commit)).State);
        Assert.Equal(GateState.Green, (await G26Async(scratch, captured)).State);
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
        using var scratch = Repository();
        var before = await CaptureAsync(scratch);
        switch (what)
        {
            case "edit":
                File.AppendAllText(scratch.At("code/a.py"), "x");
                break;
            case "mode":
                File.SetUnixFileMode(scratch.At("code/a.py"), (UnixFileMode)0b111_101_101);
                break;
            case "delete":
                File.Delete(scratch.At("code/a.py"));
                break;
            case "untracked":
                File.WriteAllText(scratch.At("code/new"), "x");
                break;
            case "ignored":
                File.WriteAllText(scratch.At("code/x.log"), "x");
                break;
            case "hidden":
                Run(scratch, "update-index", "--assume-unchanged", "a.py");
                File.AppendAllText(scratch.At("code/a.py"), "x");
                break;
            case "mode unseen":
                Run(scratch, "config", "core.fileMode", "false");
                File.SetUnixFileMode(scratch.At("code/a.py"), (UnixFileMode)0b111_101_101);
                break;
            default:
                Run(scratch, "commit", "-q", "--allow-empty", "-m", "more");
                break;
        }

        var gate = await G26Async(scratch, before);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(field, gate.Differences.Select(d => d.Field));
        Assert.Equal(what is "ignored" or "commit", (await CaptureAsync(scratch)).Clean);
    }

    [Fact]
    public async Task Writes_nothing_into_the_repository()
    {
        using var scratch = Repository();
        // A file touched but unchanged is what tempts git status to refresh its index.
        File.SetLastWriteTimeUtc(scratch.At("code/a.py"), DateTime.UtcNow.AddHours(-1));
        var before = Snapshot(scratch);
        await CaptureAsync(scratch);
        Assert.Equal(before, Snapshot(scratch));
    }

    [Fact]
    public async Task Is_red_for_another_commit_a_dirty_tree_or_no_repository()
    {
        using var scratch = Repository();
        File.WriteAllText(scratch.At("code/new"), "x");
        var gate = await G06Async(scratch, await CaptureAsync(scratch), new string('1', 40));
        Assert.Contains("HEAD is", gate.Found, StringComparison.Ordinal);
        Assert.Contains("changed, untracked or hidden files: untracked 'new'", gate.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("checkout", gate.Remedy, StringComparison.Ordinal);
        Directory.Delete(scratch.At("code"), recursive: true);
        Assert.Contains("no git repository", (await G06Async(scratch, await CaptureAsync(scratch), new string('1', 40))).Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_red_for_a_directory_within_a_repository()
    {
        using var scratch = Repository();
        Directory.CreateDirectory(scratch.At("code/sub"));
        var captured = await CodeReader.ReadAsync(scratch.At("code/sub"), TestContext.Current.CancellationToken);
        var check = new CodeCheck { Code = new Code { Repository = scratch.At("code/sub"), Commit = captured.Commit }, Captured = captured };
        Assert.Contains("begins at", AcceptedCode.Check(check).Found, StringComparison.Ordinal);
    }

    private static Scratch Repository()
    {
        var scratch = new Scratch();
        Directory.CreateDirectory(scratch.At("code"));
        Run(scratch, "init", "-q");
        File.WriteAllText(scratch.At("code/a.py"), "print()");
        File.WriteAllText(scratch.At("code/.gitignore"), "*.log\n");
        File.CreateSymbolicLink(scratch.At("code/link"), "a.py");
        Run(scratch, "add", ".");
        Run(scratch, "commit", "-q", "-m", "one");
        return scratch;
    }

    private static void Run(Scratch scratch, params string[] arguments)
    {
        string[] all = ["-C", scratch.At("code"), "-c", "user.name=t", "-c", "user.email=t@example.org", .. arguments];
        using var git = Process.Start(new ProcessStartInfo("git", all))!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    private static string[] Snapshot(Scratch scratch) =>
    [
        .. new DirectoryInfo(scratch.At("code")).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(f => $"{f.FullName} {f.LastWriteTimeUtc:O} {(f as FileInfo)?.Length}").Order(StringComparer.Ordinal),
    ];

    private static Task<CodeCapture> CaptureAsync(Scratch scratch) =>
        new PreflightSteps(scratch.Host, null!, null!).CaptureCodeAsync(new Code { Repository = scratch.At("code"), Commit = "x" });

    private static Task<GateResult> G06Async(Scratch scratch, CodeCapture captured, string commit) =>
        new PreflightSteps(scratch.Host, null!, null!).CheckCodeAsync(
            new CodeCheck { Code = new Code { Repository = scratch.At("code"), Commit = commit }, Captured = captured });

    private static Task<GateResult> G26Async(Scratch scratch, CodeCapture captured) =>
        new ClosureSteps(scratch.Host, null!, scratch.Evidence).CheckCodeAsync(
            new CodeCheck { Code = new Code { Repository = scratch.At("code"), Commit = captured.Commit }, Captured = captured });
}
