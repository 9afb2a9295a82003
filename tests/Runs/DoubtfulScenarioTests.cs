using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>A failure of the code under test is believed only where nothing else can have caused it.</summary>
public sealed class DoubtfulScenarioTests(TemporalServer server)
{
    private static readonly ScenarioRun Failed = new() { End = ScenarioEnd.Finished, ExitCode = 1, Seconds = 1 };
    private static readonly ScenarioRun Unknown = new() { End = ScenarioEnd.Unknown, Reason = "planted", Seconds = 1 };

    [Fact]
    public async Task A_failure_amid_an_outage_of_the_engine_is_run_once_more_on_a_fresh_database()
    {
        var (code, ran, _) = await RunAsync(TwoScenarios.Plan, Failed with { Interrupted = true });
        Assert.Equal((0, 3), (code, ran));
    }

    [Fact]
    public async Task Its_container_is_gone_before_the_code_is_run_once_more_or_that_run_would_take_its_exit_code()
    {
        var world = new FakeWorld { Ends = new([Unknown]) };
        await using var run = new FakeRun(server.Client, world, TwoScenarios.Plan);
        await run.StartAsync();
        await run.EndAsync();
        var steps = world.Calls.Where(c => c is "scenario.run" or "scenario.remove-harness" or "scenario.record");
        Assert.Equal(["scenario.run", "scenario.remove-harness", "scenario.run", "scenario.record", "scenario.run", "scenario.record"], steps);
    }

    [Fact]
    public async Task A_failure_that_nothing_interrupted_is_believed()
    {
        var (code, ran, _) = await RunAsync(TwoScenarios.Plan, Failed);
        Assert.Equal((1, 1), (code, ran));
    }

    [Fact]
    public async Task A_success_amid_an_outage_is_believed()
    {
        var (code, ran, _) = await RunAsync(TwoScenarios.Plan, Failed with { ExitCode = 0, Interrupted = true });
        Assert.Equal((0, 2), (code, ran));
    }

    [Fact]
    public async Task What_is_unknown_three_times_has_failed()
    {
        var (code, ran, found) = await RunAsync(TwoScenarios.Plan, Unknown, Unknown, Unknown);
        Assert.Equal((1, 3), (code, ran));
        Assert.Contains("unknown outcome: planted", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_goes_on_where_another_ended_cannot_be_run_again_and_says_what_happened()
    {
        var plan = TwoScenarios.Plan with { Scenarios = [TwoScenarios.Plan.Scenarios[0], TwoScenarios.Plan.Scenarios[1] with { Start = ScenarioStart.Continue }] };
        var (code, ran, found) = await RunAsync(plan, Failed with { ExitCode = 0 }, Failed with { Interrupted = true });
        Assert.Equal((1, 2), (code, ran));
        Assert.Contains("exit code 1, and the engine or the worker was away while it ran", found, StringComparison.Ordinal);
    }

    private async Task<(int? ExitCode, int Runs, string Found)> RunAsync(Plan plan, params ScenarioRun[] ends)
    {
        var world = new FakeWorld { Ends = new(ends) };
        await using var run = new FakeRun(server.Client, world, plan);
        await run.StartAsync();
        var (summary, _) = await run.EndAsync();
        await run.ReplayAsync();
        Assert.Empty(world.Objects);
        return (summary?.ExitCode, world.Calls.Count(c => c == "scenario.run"), string.Join("; ", summary?.Findings.Select(f => f.Found) ?? []));
    }
}
