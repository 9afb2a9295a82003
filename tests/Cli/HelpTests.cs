using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>What the command says of itself is true.</summary>
public sealed partial class HelpTests
{
    public static IEnumerable<TheoryDataRow<string>> Commands => Root().Subcommands.Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_examples_in_its_help_and_takes_them(string command)
    {
        var examples = Examples.For(command);
        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Empty(Root().Parse(e.Line["dryrun ".Length..]).Errors));
        Assert.All(examples, e => Assert.Equal(command, OfTheRoot(Root().Parse(e.Line["dryrun ".Length..]))));
        using var terminal = new Terminal("127.0.0.1:1");
        Assert.Equal(0, await terminal.RunAsync(command, "--help"));
        Assert.All(examples, e => Assert.Contains($"  {e.Line}\n      {e.Why}", terminal.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dryrun sup", 1, "sup", "supervise")]
    [InlineData("dryrun run --plan", 2, "--plan", "--plan-sha256")]
    public async Task Bash_completes_commands_and_options(string line, int word, string begun, string completed)
    {
        using var terminal = new Terminal("127.0.0.1:1");
        Assert.Equal(0, await terminal.RunAsync("completion", "bash"));
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(WorkerProcess.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync($"{terminal.Out}\nCOMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={word}\nCOMP_WORDS=({line})\n_dryrun\necho \"${{COMPREPLY[*]}}\"\n");
        bash.StandardInput.Close();
        Assert.StartsWith(begun, completed, StringComparison.Ordinal);
        Assert.Equal(completed, (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("zsh", "compdef _dryrun dryrun")]
    [InlineData("fish", "complete --command dryrun")]
    public async Task Other_shells_have_their_own_script(string shell, string words)
    {
        using var terminal = new Terminal("127.0.0.1:1");
        Assert.Equal(0, await terminal.RunAsync("completion", shell));
        Assert.Contains(words, terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_dryrun_command_in_the_docs_is_one()
    {
        var pages = Directory.GetFiles(Repository.File("docs"), "*.md").Append(Repository.File("README.md"));
        var commands = pages.SelectMany(page => Typed(File.ReadAllText(page)).Select(line => (Page: Path.GetFileName(page), Line: line))).ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.True(Problems(c.Line) is [], $"{c.Page}: dryrun {c.Line}: {string.Join(" ", Problems(c.Line))}"));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/cli.md")]
    [InlineData("docs/ci.md")]
    [InlineData("docs/operating.md")]
    public void Exit_code_7_means_the_same_on_every_page(string page) =>
        Assert.Single(File.ReadLines(Repository.File(page)), l => l.StartsWith($"| 7 | {ExitCodes.UnknownMeaning}", StringComparison.Ordinal));

    [Fact]
    public void No_other_page_gives_exit_code_7_a_meaning_of_its_own() => Assert.Equal(
        4, Directory.GetFiles(Repository.File("docs"), "*.md").Append(Repository.File("README.md")).Sum(page => File.ReadLines(page).Count(l => l.StartsWith("| 7 | ", StringComparison.Ordinal))));

    /// <summary>The command itself, or the one that it is a part of.</summary>
    private static string OfTheRoot(ParseResult parsed)
    {
        var result = parsed.CommandResult;
        while (result.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } above)
        {
            result = above;
        }

        return result.Command.Name;
    }

    /// <summary>A single word only names a command, as in "what `dryrun status` shows".</summary>
    private static IReadOnlyList<string> Problems(string line) => line.Contains(' ', StringComparison.Ordinal)
        ? [.. Root().Parse(line).Errors.Select(e => e.Message)]
        : Root().Subcommands.Any(c => c.Name == line) || line.StartsWith('-') ? [] : [$"there is no command '{line}'"];

    private static RootCommand Root() => CommandLine.Root(new CliContext
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Interactive = false,
        Environment = new Dictionary<string, string>(),
        Interrupts = () => new InterruptCounter(),
    });

    private static IEnumerable<string> Typed(string page) =>
        Blocks().Matches(page).SelectMany(b => Lines().Matches(b.Value)).Concat(Spans().Matches(page)).Select(m => m.Groups[1].Value.Trim());

    [GeneratedRegex("`dryrun ([^`\n]+?)(?: +>[^`\n]*)?`")]
    private static partial Regex Spans();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    /// <summary>Up to what only the shell reads: a comment, a redirection, the next command.</summary>
    [GeneratedRegex(@"^[ \t]*(?:- )?(?:(?:run|script): )?dryrun (.+?)(?= +#| +>| +&&|$)", RegexOptions.Multiline)]
    private static partial Regex Lines();
}
