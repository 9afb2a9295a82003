using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Runs that no workflow looks after any more.</summary>
[Trait("needs", "docker")]
public sealed class SupervisorTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task A_run_whose_workflows_were_both_terminated_refuses_the_next_until_the_supervisor_has_torn_it_down()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("orphan", ("hang", TestWorld.OneRow)));
        Assert.Equal(0, (await run.DryRunAsync("supervise", "--off")).Code);
        var key = await InMidScenarioAsync(run);
        var stranger = await StrangerWithOurLabelsAsync(run, key);
        await run.Guard.TerminateAsync("planted");
        await run.Handle.TerminateAsync("planted");

        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 3, output + error);
        Assert.Contains($"run '{key}' of workflow '{run.Id}' is open and holds network '{run.Plan.Objects.Network}'", output, StringComparison.Ordinal);
        Assert.Contains($"dryrun reconcile {run.Manifest(key)}", output, StringComparison.Ordinal);

        Assert.Equal(0, (await run.DryRunAsync("supervise")).Code);
        var mark = await run.UntilClosedAsync(key);
        Assert.Equal((TeardownVerdict.Clean, run.Id), (mark.Teardown, mark.Run.WorkflowId));
        Assert.Equal(LedgerState.Removed, mark.Outcome.Ledger.Entries.Single(e => e.Name == run.Plan.Objects.HarnessContainer).State);
        await run.AssertNothingLeftAsync();
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", stranger));

        var again = world.Plan("orphan", ("once", TestWorld.OneRow));
        await File.WriteAllTextAsync(run.PlanFile, JsonSerializer.Serialize(again, Json.Options));
        (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", stranger));
    }

    [Fact]
    public async Task A_run_that_Temporal_has_forgotten_is_torn_down_when_a_worker_starts_on_its_evidence()
    {
        await world.ReadyAsync();
        var forgetful = new TemporalServer();
        await forgetful.InitializeAsync();
        await using var run = await RealRun.WithWorkerAsync(forgetful, world, world.Plan("forgotten", ("hang", TestWorld.OneRow)));
        var key = await InMidScenarioAsync(run);
        await run.Workers[0].StopAsync();
        await forgetful.DisposeAsync();

        run.Options["TEMPORAL_ADDRESS"] = server.Address;
        await run.StartWorkerAsync();
        Assert.Equal(TeardownVerdict.Clean, (await run.UntilClosedAsync(key)).Teardown);
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task What_the_daemon_makes_for_a_run_that_is_closed_is_torn_down_and_nothing_else_is()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("late", ("once", TestWorld.OneRow)));
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        var key = Path.GetFileName(Assert.Single(Directory.GetDirectories(run.Options["DRYRUN_EVIDENCE"])));
        var stranger = await StrangerWithOurLabelsAsync(run, key);
        var manifest = ManifestDocument.Read(await File.ReadAllTextAsync(run.Manifest(key))).File?.Manifest;
        await Shell.RunAsync("docker", "network", "create", "--internal", "--label", $"dryrun.nonce={manifest?.Nonce}", run.Plan.Objects.Network);

        var (code, output, error) = await run.DryRunAsync("supervise", "--once");
        Assert.True(code == 0, output + error);
        Assert.Contains($"Run '{key}' had no workflow any more", output, StringComparison.Ordinal);
        var torn = await run.Guard.GetResultAsync<TeardownSummary>();
        Assert.Equal(LedgerState.Removed, torn.Ledger.Entries.Single(e => e.Name == run.Plan.Objects.Network).State);
        await run.AssertNothingLeftAsync();
        Assert.Equal("running", await Shell.RunAsync("docker", "inspect", "--format", "{{.State.Status}}", stranger));
        (code, output, error) = await run.DryRunAsync("supervise", "--once");
        Assert.True(code == 0 && output.Trim() == "Every manifest is closed.", output + error);
    }

    [Fact]
    public async Task A_worker_of_another_Temporal_cannot_start_on_the_evidence_of_a_run_that_goes_on()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("claimed", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("provision.restore");
        var (code, _, error) = await Shell.TryAsync(WorkerProcess.Executable, ["worker", "--task-queue", run.Queue, "--address", "127.0.0.1:1"], run.Options);

        Assert.Equal(2, code);
        Assert.Contains($"is in use by a worker for task queue {run.Queue} at {server.Address}", error, StringComparison.Ordinal);
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
    }

    private static async Task<string> InMidScenarioAsync(RealRun run)
    {
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await RealRun.UntilRunsAsync(run.Plan.Objects.HarnessContainer);
        return (await run.Handle.QueryAsync<RunStatus>("status", [])).RunKey ?? throw new InvalidOperationException("The run has no key.");
    }

    /// <summary>Everything but the manifest says that it is the run's.</summary>
    private async Task<string> StrangerWithOurLabelsAsync(RealRun run, string key)
    {
        var manifest = ManifestDocument.Read(await File.ReadAllTextAsync(run.Manifest(key))).File?.Manifest
            ?? throw new InvalidOperationException("No manifest.");
        return await world.BystanderAsync(
            $"{run.Plan.Objects.DrContainer}-2",
            "--label", $"dryrun.nonce={manifest.Nonce}", "--label", $"dryrun.workflow={run.Id}", "--label", $"dryrun.plan={run.Plan.Name}");
    }
}
