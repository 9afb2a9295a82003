using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Which clones are made and dropped beside the code, whatever the plan and however its scenarios end.</summary>
public sealed class NextDatabaseOrderTests(TemporalServer server)
{
    private static readonly ScenarioRun Unknown = new() { End = ScenarioEnd.Unknown, Reason = "planted", Seconds = 1 };
    private static readonly Plan Plan = TwoScenarios.Plan with { Scenarios = [TwoScenarios.Plan.Scenarios[0], TwoScenarios.Plan.Scenarios[1], TwoScenarios.Plan.Scenarios[0] with { Id = "S3" }] };

    [Fact]
    public async Task Each_is_made_while_the_one_before_is_used_and_dropped_while_the_one_after_is() => Assert.Equal(
        [
            "take app_s01", "make app_s02",
            "take app_s02 as made", "drop app_s01, make app_s03",
            "take app_s03 as made", "drop app_s02",
        ],
        await AskedAsync(Plan));

    [Fact]
    public async Task A_scenario_that_goes_on_where_another_ended_needs_none() => Assert.Equal(
        ["take app_s01", "take app_s01", "make app_s03", "take app_s03 as made", "drop app_s01"],
        await AskedAsync(Plan with { Scenarios = [Plan.Scenarios[0], Plan.Scenarios[1] with { Start = ScenarioStart.Continue }, Plan.Scenarios[2]] }));

    [Fact]
    public async Task A_scenario_that_is_run_again_makes_its_own_and_keeps_the_next() => Assert.Equal(
        [
            "take app_s01", "make app_s02", "take app_s01",
            "take app_s02 as made", "drop app_s01, make app_s03",
            "take app_s03 as made", "drop app_s02",
        ],
        await AskedAsync(Plan, Unknown));

    [Fact]
    public async Task Where_none_was_made_the_scenario_makes_its_own_when_it_has_dropped_the_one_before() => Assert.Equal(
        [
            "take app_s01", "make app_s02",
            "drop app_s01, take app_s02", "make app_s03",
            "drop app_s02, take app_s03",
        ],
        await AskedAsync(Plan, world => world.NoRoom = true));

    private Task<IReadOnlyList<string>> AskedAsync(Plan plan, params ScenarioRun[] ends) => AskedAsync(plan, world => ends.ToList().ForEach(world.Ends.Enqueue));

    private async Task<IReadOnlyList<string>> AskedAsync(Plan plan, Action<FakeWorld> how)
    {
        var world = new FakeWorld();
        how(world);
        await using var run = new FakeRun(server.Client, world, plan);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        await run.ReplayAsync();
        return [.. world.Databases];
    }
}
