using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Client;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>Every line for <c>temporal</c> and <c>tctl</c> in README and docs, typed into a shell against a run that is parked.</summary>
public sealed partial class DocumentedCommandsTests(TemporalServer server) : IDisposable
{
    /// <summary>The run of the pages.</summary>
    private const string Run = "dryrun-my-plan";

    private readonly Scratch scratch = new();

    public static IEnumerable<TheoryDataRow<string>> Starts => Commands.Where(c => c.Contains("workflow start", StringComparison.Ordinal)).Select(c => new TheoryDataRow<string>(c));

    /// <summary>The codec server's is tried with the codec server.</summary>
    private static IReadOnlyList<string> Commands { get; } =
    [
        .. Directory.GetFiles(Repository.File("docs"), "*.md").Append(Repository.File("README.md"))
            .SelectMany(page => Typed().Matches(File.ReadAllText(page)).Select(m => m.Value.TrimStart('`').Trim()))
            .Where(c => !c.Contains("--codec-endpoint", StringComparison.Ordinal)).Distinct(),
    ];

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Every_command_for_an_open_run_is_heard()
    {
        var world = new FakeWorld();
        world.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
        await using var run = new FakeRun(server.Client, world, id: Run);
        await run.StartAsync();
        await FakeRun.UntilAsync(run.Guard, s => s.Residuals.Count == 1);

        var commands = Commands.Where(c => !c.Contains("workflow start", StringComparison.Ordinal)).ToList();
        foreach (var command in commands)
        {
            var answer = await TypeAsync(command);
            Assert.True(answer.Code == 0, $"{command}: {answer}");
            Assert.True(!command.Contains(" status", StringComparison.Ordinal) || answer.Output.Contains("net-x", StringComparison.Ordinal), $"{command}: {answer}");
        }

        var heard = (await run.Handle.FetchHistoryAsync()).Events.Concat((await run.Guard.FetchHistoryAsync()).Events).Select(e => e.WorkflowExecutionSignaledEventAttributes?.SignalName).OfType<string>().ToHashSet();
        Assert.Superset(new HashSet<string> { "abort", "continue", "retry", "acknowledge" }, heard);
        Assert.Equal("wrong night", (await FakeRun.UntilAsync(run.Handle, s => s.AbortReason is not null)).AbortReason);

        world.Stuck.Clear();
        await run.Guard.SignalAsync("retry", []);
        Assert.Equal(6, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Every_start_starts_that_plan(string command)
    {
        var answer = await TypeAsync(command.Replace(Run, $"{Run}-{command[..4].Trim()}", StringComparison.Ordinal));
        Assert.True(answer.Code == 0, $"{command}: {answer}");

        // Nobody works on its queue here: what matters is what was asked for.
        var handle = server.Client.GetWorkflowHandle($"{Run}-{command[..4].Trim()}");
        var description = await handle.DescribeAsync();
        Assert.Equal((WorkflowNames.DryRun, WorkflowNames.TaskQueue), (description.WorkflowType, description.TaskQueue));
        var started = (await handle.FetchHistoryAsync()).Events.First().WorkflowExecutionStartedEventAttributes;
        var request = DryRunConverter.Instance.PayloadConverter.ToValue<StartInput>(started.Input.Payloads_[0]);
        Assert.Equal("my-plan", request.Plan);
        await handle.TerminateAsync();
    }

    private Task<(int Code, string Output, string Error)> TypeAsync(string command)
    {
        Link("temporal", TemporalServer.Cli);
        Link("tctl", TemporalServer.Tctl);
        return Shell.TryAsync("bash", ["-c", command], new Dictionary<string, string>
        {
            ["PATH"] = $"{scratch.Root}:{Environment.GetEnvironmentVariable("PATH")}",
            ["TEMPORAL_ADDRESS"] = server.Address,
            ["TEMPORAL_CLI_ADDRESS"] = server.Address,
        });
    }

    private void Link(string name, string? program)
    {
        if (!File.Exists(scratch.At(name)))
        {
            File.CreateSymbolicLink(scratch.At(name), program ?? throw new InvalidOperationException($"needs {name}: set {(name == "tctl" ? "TCTL" : "TEMPORAL_CLI")}"));
        }
    }

    /// <summary>A code span, or a line of a code block.</summary>
    [GeneratedRegex("(?:`|^)(?:temporal|tctl) [^`\n]+", RegexOptions.Multiline)]
    private static partial Regex Typed();
}
