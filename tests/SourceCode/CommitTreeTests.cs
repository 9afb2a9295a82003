using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>What a commit holds is its author's choice, and need not be what git would write.</summary>
public sealed class CommitTreeTests
{
    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("../../etc/cron.d/x")]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData(".Git ")]
    [InlineData(".git.")]
    [InlineData("GIT~1")]
    [InlineData(".git::$INDEX_ALLOCATION")]
    [InlineData(@".git\config")]
    [InlineData(".g\u00e2\u0080\u008cit")] // a zero-width non-joiner, in UTF-8
    [InlineData("\u00ff")] // no UTF-8
    public void A_name_that_cannot_be_written_safely_is_refused(string name)
    {
        using var code = new TestRepository();
        foreach (var mode in new[] { "100644", "40000", "120000" })
        {
            var id = mode == "40000" ? code.Tree() : code.Blob("x");
            AssertRefused(code, code.Tree((mode, name, id)));
            AssertRefused(code, code.Tree(("40000", "inner", code.Tree((mode, name, id)))));
        }
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\u001b[31mred")]
    [InlineData("-rf")]
    [InlineData("a b*?")]
    [InlineData("gitignore")]
    [InlineData(".gitmodules")]
    public void A_strange_name_is_just_a_name(string name)
    {
        using var code = new TestRepository();
        Assert.Equal(name, Assert.Single(code.ReadTree(code.Tree(("100644", name, code.Blob("x")))).Root.Entries).Name);
    }

    [Theory]
    [InlineData("100644", "120000")]
    [InlineData("120000", "40000")]
    public void One_name_is_not_there_twice(string one, string other)
    {
        using var code = new TestRepository();
        string Id(string mode) => mode == "40000" ? code.Tree() : code.Blob("x");
        AssertRefused(code, code.Tree((one, "a", Id(one)), (other, "a", Id(other))), "twice");
    }

    [Theory]
    [InlineData("10644")]
    [InlineData("100777")]
    [InlineData("20000")]
    [InlineData("")]
    public void A_mode_that_git_does_not_write_is_refused(string mode)
    {
        using var code = new TestRepository();
        AssertRefused(code, code.Tree((mode, "a", code.Blob("x"))), "mode");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("down/../../x")]
    [InlineData("down/up/../x")] // up leads to the top
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_symbolic_link_that_leads_outside_is_refused(string target)
    {
        using var code = new TestRepository();
        AssertRefused(code, code.Tree(
            ("40000", "down", code.Tree(("120000", "up", code.Blob("..")))),
            ("120000", "link", code.Blob(target))), "symbolic link 'link'");
    }

    /// <summary>As text, <c>deep/top/..</c> is <c>deep</c>; followed, it is above the top.</summary>
    [Fact]
    public void A_symbolic_link_is_followed_through_other_links()
    {
        using var code = new TestRepository();
        var deep = code.Tree(("120000", "top", code.Blob("..")));
        AssertRefused(code, code.Tree(("40000", "deep", deep), ("120000", "link", code.Blob("deep/top/../x"))), "'link' leads to 'deep/top/../x', outside");
        Assert.Equal(2, code.ReadTree(code.Tree(("40000", "deep", deep), ("120000", "link", code.Blob("deep/top/x")))).Root.Entries.Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("dir/../a")]
    [InlineData("./dir/./a")]
    [InlineData("not-there/../../..")] // the kernel stops at a name that is not there
    [InlineData("link")]
    public void A_symbolic_link_that_stays_inside_is_accepted(string target)
    {
        using var code = new TestRepository();
        var tree = code.ReadTree(code.Tree(("100644", "a", code.Blob("x")), ("40000", "dir", code.Tree(("100644", "a", code.Blob("x")))), ("120000", "link", code.Blob(target))));
        Assert.Equal(target, tree.Root.Entries[2].Target);
    }

    /// <summary>Ten folders that each hold the next one ten times stand for ten thousand million files.</summary>
    [Fact]
    public void A_commit_that_multiplies_itself_is_refused()
    {
        using var code = new TestRepository();
        var tree = code.Tree(("100644", "a", code.Blob("x")));
        for (var level = 0; level < 10; level++)
        {
            tree = code.Tree([.. Enumerable.Range(0, 10).Select(i => ("40000", $"{i}", tree))]);
        }

        AssertRefused(code, tree, $"more than {CommitTreeReader.MostEntries} names");
    }

    [Fact]
    public void A_commit_without_a_bottom_is_refused()
    {
        using var code = new TestRepository();
        var tree = code.Tree();
        for (var level = 0; level <= CommitTreeReader.MostDepth; level++)
        {
            tree = code.Tree(("40000", "d", tree));
        }

        AssertRefused(code, tree, $"more than {CommitTreeReader.MostDepth} deep");
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree 12\n")]
    [InlineData("parent 0123456789012345678901234567890123456789\n")]
    public void A_commit_that_names_no_tree_is_refused(string content)
    {
        using var code = new TestRepository();
        var commit = code.GitWith(System.Text.Encoding.ASCII.GetBytes(content), "hash-object", "-w", "-t", "commit", "--literally", "--stdin");
        using var repository = GitRepository.Open(code.Path)!;
        Assert.Throws<UnreadableCodeException>(() => new CommitTreeReader(repository.Objects).Read(commit));
    }

    [Fact]
    public void A_tree_that_is_cut_is_refused()
    {
        using var code = new TestRepository();
        foreach (var content in new[] { "100644 a", "100644 a\0short", "100644", "\0" })
        {
            AssertRefused(code, code.GitWith(System.Text.Encoding.ASCII.GetBytes(content), "hash-object", "-w", "-t", "tree", "--literally", "--stdin"), "not as trees are");
        }
    }

    private static void AssertRefused(TestRepository code, string tree, string found = "") =>
        Assert.Contains(found, Assert.Throws<UnreadableCodeException>(() => code.ReadTree(tree)).Found, StringComparison.Ordinal);
}
