using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>HEAD and the git directory of each layout that git makes.</summary>
public sealed class RepositoryTests
{
    [Theory]
    [InlineData("a branch")]
    [InlineData("a branch with a slash")]
    [InlineData("a packed branch")]
    [InlineData("a packed branch beside a folder of its name")]
    [InlineData("detached")]
    public void Finds_the_commit_that_HEAD_is(string layout)
    {
        using var code = new TestRepository();
        string[][] commands = layout switch
        {
            "a branch with a slash" => [["checkout", "--quiet", "-b", "feature/one"]],
            "a packed branch" => [["pack-refs", "--all"]],
            "a packed branch beside a folder of its name" => [["pack-refs", "--all"]],
            "detached" => [["checkout", "--quiet", "--detach"]],
            _ => [],
        };
        Array.ForEach(commands, c => code.Git(c));
        if (layout.EndsWith("name", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(code.At(".git/refs/heads/main"));
        }

        using var repository = GitRepository.Open(code.Path)!;
        Assert.Equal(code.Head, repository.Head);
    }

    [Fact]
    public async Task Has_no_commit_before_the_first_one()
    {
        using var code = new TestRepository(empty: true);
        Assert.Equal(CodeReader.NoCommit, (await code.CaptureAsync()).Commit);
        Assert.Contains("HEAD is none", (await code.G06Async(new string('1', 40))).Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ref: refs/heads/.invalid")] // what a repository with a reftable has
    [InlineData("ref: refs/heads/../../../../etc/passwd")]
    [InlineData("ref: /etc/passwd")]
    [InlineData("ref: HEAD")]
    [InlineData("0123")]
    [InlineData("")]
    public async Task Names_a_HEAD_that_it_cannot_follow(string head)
    {
        using var code = new TestRepository();
        var accepted = code.Head;
        code.Write(".git/HEAD", $"{head}\n");
        var gate = await code.G06Async(accepted);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Equal(CodeReader.NoCommit, (await code.CaptureAsync()).Commit);
    }

    [Fact]
    public void Branches_that_name_each_other_end()
    {
        using var code = new TestRepository();
        code.Write(".git/refs/heads/one", "ref: refs/heads/two\n");
        code.Write(".git/refs/heads/two", "ref: refs/heads/one\n");
        code.Write(".git/HEAD", "ref: refs/heads/one\n");
        using var repository = GitRepository.Open(code.Path)!;
        Assert.Throws<UnreadableCodeException>(() => repository.Head);
    }

    [Fact]
    public void Accepts_a_linked_working_tree()
    {
        using var code = new TestRepository();
        var linked = code.Scratch.At("linked");
        code.Git("worktree", "add", "--quiet", "-b", "other", linked);
        File.WriteAllText(Path.Join(linked, "a.py"), "other()\n");
        code.Git("-C", linked, "commit", "--quiet", "--all", "--message=other");
        var commit = code.Git("-C", linked, "rev-parse", "HEAD");
        var captured = CodeReader.Read(linked);
        Assert.Equal((commit, true), (captured.Commit, captured.Clean));
        Assert.NotEqual(code.Head, commit);
        Assert.Equal(GateState.Green, AcceptedCode.Judge(new CodeCheck { Code = new Code { Repository = linked, Commit = commit }, Captured = captured }).State);
    }

    /// <summary>Everything that the author of a working tree can write says that it is one of the repository; the repository itself does not.</summary>
    [Fact]
    public void Refuses_a_linked_working_tree_that_its_repository_does_not_list()
    {
        using var code = new TestRepository();
        var (linked, forged) = (code.Scratch.At("linked"), code.Scratch.At("forged"));
        Directory.CreateDirectory(linked);
        Directory.CreateDirectory(forged);
        File.WriteAllText(Path.Join(linked, ".git"), $"gitdir: {forged}\n");
        File.WriteAllText(Path.Join(forged, "gitdir"), $"{linked}/.git\n");
        File.WriteAllText(Path.Join(forged, "commondir"), $"{code.Path}/.git\n");
        File.WriteAllText(Path.Join(forged, "HEAD"), $"{code.Head}\n");
        Assert.Contains("does not list it", Assert.Throws<UnreadableCodeException>(() => GitRepository.Open(linked)).Found, StringComparison.Ordinal);
        File.WriteAllText(Path.Join(linked, ".git"), "gitdir: a\0b\n");
        Assert.Throws<UnreadableCodeException>(() => GitRepository.Open(linked));
        File.WriteAllText(Path.Join(linked, ".git"), "nothing of the kind\n");
        Assert.Throws<UnreadableCodeException>(() => GitRepository.Open(linked));
    }
}
