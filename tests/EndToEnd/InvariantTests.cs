using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Somebody else touches during a run what must stay as it was: told field by field, exit code 5, and the teardown is complete all the same.</summary>
[Trait("needs", "docker")]
public sealed class InvariantTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task A_protected_container_and_a_watched_service_restarted_and_a_commit_that_moved_are_told()
    {
        await world.ReadyAsync();
        var (guarded, watched, repository) = ($"{world.Prefix}-protected-too", $"{world.Prefix}-watched-too", $"{world.Root}/code-that-moves");
        await world.BystanderAsync(guarded);
        await world.BystanderAsync(watched);
        await Shell.RunAsync("git", "clone", "--quiet", world.Repository, repository);
        var plan = world.Plan("touched", ("slow", TestWorld.OneRow));
        plan = plan with { Protected = [guarded], WatchedPrefixes = [watched], Code = plan.Code with { Repository = repository } };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan);
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await Shell.RunAsync("docker", "restart", "--time", "0", guarded, watched);
        await Shell.RunAsync(
            "git", "-C", repository, "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--allow-empty", "--message=moved");

        var summary = await run.EndAsync();
        Assert.Equal((5, "PASS CLEAN VIOLATED"), (summary.ExitCode, VerdictText.Describe(summary.Verdicts)));
        Assert.Equal(["G-25", "G-26", "G-27"], summary.Findings.Select(finding => finding.Gate.Id).Order(StringComparer.Ordinal));
        Assert.All(summary.Findings, finding => Assert.NotEmpty(finding.Differences));
        Assert.All(
            summary.Findings.Where(finding => finding.Gate != Gate.CodeUnchanged),
            restarted => Assert.Contains(
                restarted.Differences,
                difference => difference.Field.Contains("startedAt", StringComparison.OrdinalIgnoreCase) && difference.Before != difference.After));
        await run.AssertNothingLeftAsync();
    }
}
