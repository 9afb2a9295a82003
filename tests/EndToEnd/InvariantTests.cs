using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Somebody else touches during a run what must stay as it was: told field by field, exit code 5, and the teardown is complete all the same.</summary>
[Trait("needs", "docker")]
public sealed class InvariantTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task A_protected_container_restarted_by_somebody_is_told()
    {
        await world.ReadyAsync();
        var name = $"{world.Prefix}-protected-too";
        await world.BystanderAsync(name);
        var red = await ViolatedAsync(Slow("touched") with { Protected = [name] }, "G-25", () => Shell.RunAsync("docker", "restart", "--time", "0", name));
        Assert.Contains(red.Differences, difference => difference.Field.Contains("startedAt", StringComparison.OrdinalIgnoreCase) && difference.Before != difference.After);
    }

    [Fact]
    public async Task A_watched_service_restarted_by_somebody_is_told()
    {
        await world.ReadyAsync();
        var name = $"{world.Prefix}-watched-too";
        await world.BystanderAsync(name);
        var red = await ViolatedAsync(Slow("watched") with { WatchedPrefixes = [name] }, "G-27", () => Shell.RunAsync("docker", "restart", "--time", "0", name));
        Assert.NotEmpty(red.Differences);
    }

    [Fact]
    public async Task A_commit_that_moved_is_told()
    {
        await world.ReadyAsync();
        var repository = $"{world.Root}/code-that-moves";
        await Shell.RunAsync("git", "clone", "--quiet", world.Repository, repository);
        var plan = Slow("moved");
        plan = plan with { Code = plan.Code with { Repository = repository } };
        var red = await ViolatedAsync(plan, "G-26", () => Shell.RunAsync(
            "git", "-C", repository, "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--allow-empty", "--message=moved"));
        Assert.NotEmpty(red.Differences);
    }

    private Plan Slow(string name) => world.Plan(name, ("slow", TestWorld.OneRow));

    private async Task<GateResult> ViolatedAsync(Plan plan, string gate, Func<Task> touch)
    {
        await using var run = await RealRun.WithWorkerAsync(server, world, plan);
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await touch();
        var summary = await run.EndAsync();
        Assert.Equal((5, "PASS CLEAN VIOLATED"), (summary.ExitCode, VerdictWords.Of(summary.Verdicts)));
        await run.AssertNothingLeftAsync();
        return Assert.Single(summary.Findings, finding => finding.Gate == gate);
    }
}
