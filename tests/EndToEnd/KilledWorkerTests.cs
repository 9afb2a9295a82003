using DotIuCutter.Temporal.Tests.Proxies;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>kill -9 of the worker; a new one finishes the run.</summary>
[Trait("needs", "docker")]
public sealed class KilledWorkerTests(TemporalServer server, TestWorld world)
{
    [Theory]
    [InlineData("provision.dump")]
    [InlineData("provision.restore")]
    [InlineData("scenario.run")]
    public async Task A_new_worker_finishes_the_run_and_the_code_ran_once(string activity)
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan($"killed-{activity.Replace('.', '-')}", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync(activity);
        run.KillWorkers();
        await run.StartWorkerAsync();

        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        Assert.Equal(1, await run.TimesTheCodeRanAsync());
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Killed_between_container_removed_and_step_recorded_each_object_is_destroyed_once()
    {
        await world.ReadyAsync();
        await using var witness = new EngineProxy($"{world.Root}/witness.sock");
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("killed-at-removal", ("once", TestWorld.OneRow)), witness.Path);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? dr = null;
        witness.DropAnswerTo = request =>
        {
            if (dr is null || !request.StartsWith("DELETE ", StringComparison.Ordinal) || !request.Contains(dr, StringComparison.Ordinal) || !killed.TrySetResult())
            {
                return false;
            }

            run.KillWorkers();
            return true;
        };
        await run.StartAsync();
        dr = (await run.UntilAsync(s => s.Phase == RunPhase.Scenarios)).Ledger?.Entries.Single(e => e.Name == run.Plan.Objects.DrContainer).Id;
        await killed.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await run.StartWorkerAsync();

        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        await run.AssertNothingLeftAsync();
        Assert.Single(witness.Deletes, d => d.Contains(dr!, StringComparison.Ordinal));
        Assert.Equal(witness.Deletes.Distinct(), witness.Deletes);
        Assert.All(witness.Deletes, d => Assert.Matches($"^DELETE (/v[0-9.]+)?/((containers|networks)/[0-9a-f]{{64}}|volumes/({run.Plan.Objects.Volume}|[0-9a-f]{{64}}))", d));
    }
}
