using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios.Harnesses;

/// <summary>The examples of examples/harnesses do in a real dry run what their README says.</summary>
[Trait("needs", "docker")]
public sealed class ExampleHarnessTests(ExampleRuns runs, TestWorld world) : IClassFixture<ExampleRuns>
{
    public static IEnumerable<TheoryDataRow<string>> Languages => ExampleHarness.All.Select(e => new TheoryDataRow<string>(e.Language));

    [Fact]
    public void There_are_four_languages() => Assert.Equal(["Python", "Node", ".NET", "shell"], ExampleHarness.All.Select(e => e.Language));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Commits_one_row_in_a_dry_run_and_leaves_none_when_a_row_is_refused(string language)
    {
        var example = ExampleHarness.Of(language);
        await world.ReadyAsync();
        await TestWorld.RequireImagesAsync(example.Image);
        var name = $"harness-{language.Trim('.').ToLowerInvariant()}";
        var plan = world.Plan(name) with
        {
            Code = await AcceptedAsync($"{world.Root}/{name}"),
            Harness = new Harness { Image = example.Image },
            Scenarios = example.Scenarios(),
        };
        var run = await runs.OfAsync(plan);
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        await run.AssertNothingLeftAsync();

        var report = await run.ReportAsync();
        Assert.Equal([ScenarioVerdict.Pass, ScenarioVerdict.Pass], report.Scenarios.Select(s => s.Verdict));
        Assert.Equal(["public.entry 1", ""], report.Scenarios.Select(s => string.Join(", ", s.Effects!.Tables.Select(t => $"{t.Table} {t.Inserted}"))));

        // Values travel apart from statements, so that no row is in the evidence.
        var evidence = $"{run.Options["DRYRUN_EVIDENCE"]}/{report.Summary.RunKey}";
        var (trace, log) = (await File.ReadAllTextAsync($"{evidence}/sql-trace.ndjson"), await File.ReadAllTextAsync($"{evidence}/logs/harness.log"));
        Assert.Equal(4, trace.Split("INSERT INTO public.entry (kind) VALUES ($1)").Length - 1);
        Assert.DoesNotContain($"from {(language == "shell" ? "the " : "")}{language}", trace + log, StringComparison.Ordinal);
        Assert.Contains("committed", log, StringComparison.Ordinal);
        Assert.Contains("violates check constraint", log, StringComparison.Ordinal);
    }

    /// <summary>Once, and in Docker's own words: it has no log, so its gate is all that its author sees.</summary>
    [Fact]
    public async Task A_program_that_is_not_there_is_named_and_has_not_rolled_back()
    {
        await world.ReadyAsync();
        var scenario = world.Plan("x", ("absent", new Expectation { Effect = Effect.RollsBack })).Scenarios[0];
        var run = await runs.OfAsync(world.Plan("harness-absent") with { Scenarios = [scenario with { Harness = new HarnessCommand { Command = ["./no-such-program"] } }] });
        Assert.Equal(1, (await run.RunAsync()).Code);

        var found = Assert.Single((await run.ReportAsync()).Summary.Findings);
        Assert.Equal(Gate.ExpectedOutcome, found.Gate);
        Assert.Contains("exit code 127", found.Found, StringComparison.Ordinal);
        Assert.Contains("./no-such-program", found.Found, StringComparison.Ordinal);
        Assert.Contains("no such file", found.Found, StringComparison.Ordinal);
        await run.AssertNothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Ends_with_the_exit_code_of_the_table_when_there_is_no_database(string language)
    {
        var example = ExampleHarness.Of(language);
        await TestWorld.RequireImagesAsync("postgres:17", example.Image);
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (network, dr) = await live.ProvisionAsync();
        // Its own name stands for a host that listens on no port.
        var request = live.Scenario(network, dr with { Name = live.Objects.HarnessContainer }, await LiveRun.ImageIdAsync(example.Image), [.. example.Command, "commit"]);
        var run = await new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(
            request with { CodeDirectory = ExampleHarness.Folder }, _ => Task.CompletedTask, CancellationToken.None);
        Assert.Equal((ScenarioEnd.Finished, example.WithoutDatabase), (run.End, run.ExitCode));
    }

    /// <summary>The examples as somebody's repository.</summary>
    private static async Task<Code> AcceptedAsync(string repository)
    {
        await Shell.RunAsync("cp", "-R", ExampleHarness.Folder, repository);
        await Shell.RunAsync("git", "-C", repository, "init", "--quiet", "--initial-branch=main");
        await Shell.RunAsync("git", "-C", repository, "add", ".");
        await Shell.RunAsync("git", "-C", repository, "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--message=accepted");
        return new Code { Repository = repository, Commit = await Shell.RunAsync("git", "-C", repository, "rev-parse", "HEAD") };
    }
}
