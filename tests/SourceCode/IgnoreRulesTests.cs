using DotIuCutter.Temporal.Activities.SourceCode.Git;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>What is untracked is what git says is untracked.</summary>
public sealed class IgnoreRulesTests
{
    private static readonly string[] Paths =
    [
        "a", "b.log", "keep.log", "build/x", "build/keep/x", "src/build/x", "src/a", "src/deep/a.o", "src/deep/b", "doc/x.txt", "doc/deep/x.txt", "foo/bar/z", "x y", "end ", "#a", "!b",
        "temp1/t", "temp2", "a[b]", "a-b", "node_modules/p/q.js", "src/node_modules/p", "q?", "back\\slash",
    ];

    [Theory]
    [InlineData("*.log\n!keep.log")]
    [InlineData("build/\n!build/keep/")]
    [InlineData("/build")]
    [InlineData("build/*\n!build/keep")]
    [InlineData("**/node_modules")]
    [InlineData("src/**\n!src/deep/")]
    [InlineData("src/**/b")]
    [InlineData("doc/*.txt")]
    [InlineData("doc/**/*.txt\n# doc/x.txt\n\n")]
    [InlineData("foo/bar\r\n*.o\r")]
    [InlineData("x\\ y\nend\\ \n\\#a\n\\!b\n")]
    [InlineData("temp[0-9]")]
    [InlineData("temp[!2]\na[[]b[]]")]
    [InlineData("a[^a-z]b\nq\\?\nback\\\\slash")]
    [InlineData("temp?/\n/*/deep")]
    [InlineData("*\n!*/\n!*.txt")]
    [InlineData("[\nbroken[\n\\")]
    [InlineData("(a+)+$\n.*\n{a}")]
    public async Task Ignores_what_git_ignores(string rules)
    {
        using var code = new TestRepository();
        foreach (var path in Paths)
        {
            code.Write(path, "x");
        }

        code.Write(".gitignore", rules + "\n");
        code.Git("commit", "--quiet", "--all", "--message=rules");
        code.Write(".git/info/exclude", "excluded\n");
        code.Write("excluded", "x");
        var untracked = code.Git("-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var captured = await code.CaptureAsync();
        Assert.Equal(untracked.Length, Count(captured.Differences));
        foreach (var path in untracked.Order(StringComparer.Ordinal).Take(3))
        {
            Assert.True(captured.Differences!.Contains($"untracked '{path}'", StringComparison.Ordinal) || untracked.Length > 5, $"{path} in {captured.Differences}");
        }
    }

    [Fact]
    public async Task A_folder_has_rules_of_its_own()
    {
        using var code = new TestRepository();
        code.Write("dir/.gitignore", "x\n!y.log\n");
        code.Commit("rules");
        foreach (var path in new[] { "x", "dir/x", "dir/deep/x", "dir/y.log", "y.log" })
        {
            code.Write(path, "x");
        }

        Assert.Equal("untracked 'dir/y.log', untracked 'x'", (await code.CaptureAsync()).Differences);
        Assert.Equal("dir/y.log\nx", code.Git("ls-files", "--others", "--exclude-standard"));
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_does_not()
    {
        var rules = new IgnoreRules(string.Concat(Enumerable.Repeat("*a", 300)) + "b\n", "");
        Assert.Null(rules.Ignores(new string('a', 250), isFolder: false));
    }

    private static int Count(string? differences) => differences is null ? 0
        : differences.Split("untracked '").Length - 1 + (differences.Split(" and ") is [_, var more] ? int.Parse(more.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : 0);
}
