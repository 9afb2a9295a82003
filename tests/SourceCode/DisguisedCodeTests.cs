using DotIuCutter.Temporal.Workflows.Contract.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>What is in `.git` is the repository's own word. It may say that other code is the accepted commit; G-06 does not believe it.</summary>
public sealed class DisguisedCodeTests
{
    [Theory]
    [InlineData("commit")]
    [InlineData("tree")]
    [InlineData("blob")]
    public async Task A_replace_ref_does_not_change_what_the_commit_says(string kind)
    {
        using var code = new TestRepository();
        var (accepted, good) = (code.Head, Of(code, kind));
        code.Write("a.py", "evil()\n");
        code.Commit("evil");
        var evil = Of(code, kind);
        code.Git("reset", "--quiet", "--soft", accepted);
        code.Git("replace", good, evil);
        await AssertRedAsync(code, accepted, "changed 'a.py'");
    }

    [Fact]
    public async Task The_index_cannot_say_that_a_changed_file_is_unchanged()
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        // Git enters the accepted content under the look of the file that stands there.
        File.WriteAllText(code.Scratch.At("clean"), "#!/bin/sh\necho 'print()'\n");
        File.SetUnixFileMode(code.Scratch.At("clean"), (UnixFileMode)0b111_101_101);
        File.WriteAllText(code.At(".git/info/attributes"), "a.py filter=x\n");
        code.Write("a.py", "evil()\n");
        File.SetLastWriteTimeUtc(code.At("a.py"), DateTime.UtcNow.AddHours(-1));
        code.Git("-c", $"filter.x.clean={code.Scratch.At("clean")}", "add", "a.py");
        File.Delete(code.At(".git/info/attributes"));
        Assert.Equal("", code.Git("status", "--porcelain"));
        await AssertRedAsync(code, accepted, "changed 'a.py'");
    }

    [Fact]
    public async Task Line_ends_that_git_would_convert_are_a_difference_and_the_file_is_named()
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        code.Git("config", "core.autocrlf", "true");
        code.Write("a.py", "print()\r\n");
        code.Git("add", "a.py");
        Assert.Equal("", code.Git("status", "--porcelain"));
        await AssertRedAsync(code, accepted, "changed 'a.py' (only its line ends)");
    }

    [Fact]
    public async Task The_files_that_are_compared_are_those_of_the_plans_directory()
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        Directory.CreateDirectory(code.Scratch.At("good"));
        code.Git($"--work-tree={code.Scratch.At("good")}", "checkout", "--quiet", "--force");
        code.Git("config", "core.worktree", code.Scratch.At("good"));
        code.Write("a.py", "evil()\n");
        await AssertRedAsync(code, accepted, "changed 'a.py'");
    }

    [Theory]
    [InlineData("assume-unchanged")]
    [InlineData("skip-worktree")]
    public async Task No_mark_in_the_index_hides_a_change(string mark)
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        code.Git("update-index", $"--{mark}", "a.py");
        code.Write("a.py", "evil()\n");
        await AssertRedAsync(code, accepted, "changed 'a.py'");
    }

    /// <summary>The worker can read what the repository's owner cannot.</summary>
    [Fact]
    public async Task A_git_file_does_not_lead_to_a_repository_that_does_not_know_it()
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        Directory.Move(code.At(".git"), code.Scratch.At("private"));
        code.Write(".git", $"gitdir: {code.Scratch.At("private")}\n");
        await AssertRedAsync(code, accepted, "leads to");
    }

    [Theory]
    [InlineData(".git")]
    [InlineData(".git/objects")]
    [InlineData(".git/refs")]
    [InlineData(".git/HEAD")]
    public async Task A_symbolic_link_within_git_does_not_lead_elsewhere(string path)
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        Directory.Move(code.At(path), code.Scratch.At("private"));
        File.CreateSymbolicLink(code.At(path), code.Scratch.At("private"));
        await AssertRedAsync(code, accepted, "symbolic link");
    }

    [Fact]
    public async Task Objects_of_another_repository_are_not_borrowed()
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        Directory.Move(code.At(".git/objects"), code.Scratch.At("private"));
        Directory.CreateDirectory(code.At(".git/objects/info"));
        File.WriteAllText(code.At(".git/objects/info/alternates"), $"{code.Scratch.At("private")}\n");
        Assert.Equal(accepted, code.Head);
        await AssertRedAsync(code, accepted, "alternates");
    }

    [Fact]
    public async Task A_pipe_in_place_of_an_object_does_not_stop_the_worker()
    {
        using var code = new TestRepository();
        var (accepted, tree) = (code.Head, code.Git("rev-parse", "HEAD^{tree}"));
        var path = code.At($".git/objects/{tree[..2]}/{tree[2..]}");
        File.Delete(path);
        await EndToEnd.Shell.RunAsync("mkfifo", path);
        await AssertRedAsync(code, accepted, tree[2..]);
    }

    [Fact]
    public async Task An_object_that_is_not_what_its_name_says_is_named()
    {
        using var code = new TestRepository();
        var (accepted, good) = (code.Head, code.Git("rev-parse", "HEAD:a.py"));
        var evil = code.GitWith("evil()\n"u8.ToArray(), "hash-object", "-w", "--stdin");
        code.Write("a.py", "evil()\n");
        File.Delete(code.At($".git/objects/{good[..2]}/{good[2..]}"));
        File.Copy(code.At($".git/objects/{evil[..2]}/{evil[2..]}"), code.At($".git/objects/{good[..2]}/{good[2..]}"));
        await AssertRedAsync(code, accepted, "changed 'a.py'");
        code.Write("a.py", "print()\n");
        await AssertRedAsync(code, accepted, good);
    }

    private static string Of(TestRepository code, string kind) => code.Git("rev-parse", kind switch
    {
        "commit" => "HEAD",
        "tree" => "HEAD^{tree}",
        _ => "HEAD:a.py",
    });

    private static async Task AssertRedAsync(TestRepository code, string accepted, string found)
    {
        var gate = await code.G06Async(accepted).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(found, gate.Found, StringComparison.Ordinal);
    }
}
