using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class DryRunTests(TemporalServer server)
{
    private static readonly string[] Steps =
    [
        "teardown.1-harness-container", "teardown.2-dr-container", "teardown.3-dr-volumes", "teardown.4-network",
        "teardown.5-secrets-and-files", "teardown.6-g25-protected", "teardown.7-g21-production",
    ];

    [Fact]
    public async Task Passes_and_closes_cleanly_and_leaves_nothing()
    {
        await using var run = new FakeRun(server.Client, new FakeWorld());
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Null(failure);
        Assert.NotNull(summary);
        Assert.Equal("PASS CLEAN HELD", VerdictText.Describe(summary.Verdicts));
        Assert.Equal(0, summary.ExitCode);
        Assert.Empty(run.World.Objects);
        Assert.Empty(summary.Findings);
        Assert.Equal(Steps, run.World.Calls.Where(Steps.Contains));
        Assert.All(run.World.Calls.SkipWhile(c => !c.StartsWith("teardown.", StringComparison.Ordinal)), c => Assert.Matches("^(teardown|closure)[.]", c));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task Starts_the_guard_before_the_first_object_exists()
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world);
        world.Before["provision.work-directory"] = async _ => Assert.Equal(WorkflowExecutionStatus.Running, (await run.Guard.DescribeAsync()).Status);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
    }

    [Fact]
    public async Task The_dump_is_written_over_before_any_code_runs()
    {
        await using var run = new FakeRun(server.Client, new FakeWorld());
        await run.StartAsync();
        await run.EndAsync();
        Assert.Equal(
            ["provision.g13-restore", "provision.empty-dump", "scenario.prepare"],
            run.World.Calls.SkipWhile(c => c != "provision.g13-restore").Take(3));
    }

    [Fact]
    public async Task Retries_every_activity_that_fails_for_a_while_before_and_after_its_effect()
    {
        await EachAsync(FakeWorld.StepNames, async activity =>
        {
            var world = FakeWorld.ComingTo(activity);
            world.Before[activity] = FakeWorld.FailsFirst(1);
            world.After[activity] = FakeWorld.FailsFirst(2);
            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            var (summary, failure) = await run.EndAsync();

            Assert.True(failure is null && summary?.ExitCode == 0, $"{activity}: {failure} {summary?.Reason}");
            Assert.Empty(world.Objects);
            Assert.DoesNotContain(world.Destroyed, d => d.Value > 1 && d.Key != "harness-x");
            await run.ReplayAsync();
        });
    }

    [Fact]
    public async Task Tears_everything_down_whatever_activity_of_the_way_forward_fails_for_good()
    {
        var forward = FakeWorld.StepNames.Where(n => n.StartsWith("provision.", StringComparison.Ordinal) || n.StartsWith("scenario.", StringComparison.Ordinal));
        await EachAsync(forward, async activity =>
        {
            var world = FakeWorld.ComingTo(activity);
            world.After[activity] = FakeWorld.FailsForGood();
            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            var (summary, failure) = await run.EndAsync();

            Assert.True(failure == FailureTypes.Faulted, $"{activity}: {failure}");
            Assert.Equal(7, summary?.ExitCode);
            Assert.Empty(world.Objects);
            Assert.Contains(activity, summary?.Reason ?? string.Empty, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_dump_that_fails_for_good_ends_the_restore_that_follows_it()
    {
        var world = new FakeWorld();
        var following = new TaskCompletionSource();
        world.Before["provision.dump"] = async _ =>
        {
            await following.Task;
            await FakeWorld.FailsForGood()(1);
        };
        world.Before["provision.restore"] = async _ =>
        {
            following.TrySetResult();
            await Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken);
        };
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((FailureTypes.Faulted, 7), (failure, summary?.ExitCode));
        Assert.Contains("provision.dump", summary?.Reason, StringComparison.Ordinal);
        Assert.Empty(world.Objects);
    }

    [Fact]
    public async Task Parks_on_every_teardown_activity_that_fails_for_good_and_closes_after_retry()
    {
        await EachAsync(Steps, async activity =>
        {
            var world = new FakeWorld();
            world.Before[activity] = FakeWorld.FailsForGood();
            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            var parked = await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
            Assert.NotEmpty(parked.Residuals);
            Assert.All(Steps.Where(s => s != activity), s => Assert.Contains(s, world.Calls));

            world.Before.TryRemove(activity, out _);
            await run.Guard.SignalAsync("retry", []);
            var (summary, _) = await run.EndAsync();
            Assert.Equal(0, summary?.ExitCode);
            Assert.Empty(world.Objects);
        });
    }

    [Fact]
    public async Task Stops_at_every_red_gate_with_the_right_exit_code_and_leaves_nothing()
    {
        var codes = new Dictionary<string, int>
        {
            ["preflight.g02-engine"] = 3,
            ["G-03"] = 3,
            ["preflight.g06-code"] = 3,
            ["preflight.g07-production"] = 3,
            ["preflight.g08-production-role"] = 3,
            ["preflight.g09-images"] = 3,
            ["preflight.g04-names-free"] = 3,
            ["preflight.g05-work-directory"] = 3,
            ["provision.g10-dr-identity"] = 3,
            ["provision.g11-dr-shape"] = 3,
            ["provision.g12-isolation"] = 3,
            ["provision.g13-restore"] = 3,
            ["G-14"] = 1,
            ["G-15"] = 1,
            ["G-16"] = 1,
            ["G-17"] = 1,
            ["G-18"] = 1,
            ["G-19"] = 1,
            ["G-20"] = 1,
            ["teardown.6-g25-protected"] = 5,
            ["teardown.7-g21-production"] = 5,
            ["closure.g22-production-container"] = 5,
            ["closure.g26-code"] = 5,
            ["closure.g27-watched"] = 5,
            ["closure.g23-objects-absent"] = 4,
            ["closure.g24-secrets-shredded"] = 4,
            ["closure.g28-no-secret"] = 4,
            ["closure.g29-inventory"] = 4,
            ["closure.g30-dump"] = 4,
        };
        await EachAsync(codes.Keys, async gate =>
        {
            var world = new FakeWorld();
            world.Red[gate] = true;
            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            var (summary, failure) = await run.EndAsync();

            Assert.True(summary?.ExitCode == codes[gate], $"{gate}: exit code {summary?.ExitCode}, {failure}");
            Assert.Equal(codes[gate] switch { 1 => null, 3 => FailureTypes.PreflightRefused, _ => FailureTypes.NotCleanlyClosed }, failure);
            Assert.Empty(world.Objects);
        });
    }

    [Theory]
    [InlineData("provision.g10-dr-identity")]
    [InlineData("provision.g11-dr-shape")]
    [InlineData("provision.g12-isolation")]
    public async Task Creates_and_connects_no_database_after_a_red_identity_gate(string gate)
    {
        var world = new FakeWorld();
        world.Red[gate] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();

        Assert.DoesNotContain("provision.dump", world.Calls);
        Assert.DoesNotContain("provision.restore", world.Calls);
        Assert.Contains("teardown.2-dr-container", world.Calls);
    }

    [Fact]
    public async Task Reads_nothing_and_waits_for_nothing_where_the_policy_does_not_permit_the_plan()
    {
        var world = new FakeWorld();
        world.Red["G-31"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, failure) = await run.EndAsync();

        Assert.Equal((3, FailureTypes.PreflightRefused), (summary?.ExitCode, failure));
        Assert.Equal("G-31", Assert.Single(summary!.Findings).Gate.Id);
        Assert.Equal(["preflight.g01-plan", "closure.report"], world.Calls);
        Assert.NotNull(world.Report);
        await run.ReplayAsync();
    }

    [Theory]
    [InlineData("preflight.g04-names-free")]
    [InlineData("preflight.g04-names-free", "preflight.g06-code")]
    public async Task Creates_nothing_and_tears_nothing_down_after_a_red_preflight_gate_and_names_every_red_one(params string[] red)
    {
        var world = new FakeWorld();
        foreach (var gate in red)
        {
            world.Red[gate] = true;
        }

        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        var (summary, _) = await run.EndAsync();

        Assert.Equal(red.Select(g => $"G-{g[11..13]}"), summary?.Findings.Select(g => g.Gate.Id).Order());
        Assert.DoesNotContain(world.Calls, c => c.StartsWith("provision.", StringComparison.Ordinal) || c.StartsWith("teardown.", StringComparison.Ordinal));
        Assert.NotNull(world.Report);
    }

    [Fact]
    public async Task Stops_the_sequence_at_the_first_failed_scenario()
    {
        var world = new FakeWorld();
        world.Red["G-16"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();

        Assert.Equal([ScenarioVerdict.Fail, ScenarioVerdict.NotRun], world.Report?.Scenarios.Select(s => s.Verdict));
        Assert.Single(world.Calls, "scenario.run");
    }

    [Theory]
    [InlineData("{\"plan\":\"a\",\"planDocument\":{}}")]
    [InlineData("{}")]
    [InlineData("{\"plam\":\"a\"}")]
    [InlineData("{\"plan\":7}")]
    [InlineData("[1]")]
    [InlineData("null")]
    public async Task Fails_at_once_on_a_start_input_it_cannot_use(string json)
    {
        await using var run = new FakeRun(server.Client, new FakeWorld());
        await run.StartAsync(System.Text.Json.JsonDocument.Parse(json).RootElement);
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
        Assert.Empty(run.World.Calls);
    }

    [Fact]
    public async Task Fails_at_once_without_a_start_input()
    {
        await using var run = new FakeRun(server.Client, new FakeWorld());
        await server.Client.StartWorkflowAsync(WorkflowNames.DryRun, [], new WorkflowOptions(run.Id, run.Queue));
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
    }

    [Fact]
    public async Task Fails_at_once_on_an_invalid_plan()
    {
        var world = new FakeWorld();
        world.Red["preflight.g01-plan"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync(new StartInput { Plan = "x" });
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
        Assert.Equal(["preflight.g01-plan"], world.Calls);
    }

    /// <summary>Most of a case is waiting for retries, so many run at once.</summary>
    internal static Task EachAsync(IEnumerable<string> cases, Func<string, Task> test) =>
        Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (c, _) => await test(c));
}
