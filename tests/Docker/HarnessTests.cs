using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

[Trait("needs", "docker")]
public sealed class HarnessTests
{
    [Fact]
    public async Task Adopts_the_finished_container_of_an_earlier_attempt_instead_of_running_the_code_twice()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var request = await RequestAsync(live, ["bash", "-c", "echo ran; exit 7"]);
        var first = await RunAsync(live, request);
        var second = await RunAsync(live, request);
        Assert.Equal((7, first.HarnessId, first.Seconds), (second.ExitCode, second.HarnessId, second.Seconds));
        Assert.Equal((false, true), (first.Interrupted, second.Interrupted));
    }

    [Fact]
    public async Task Does_not_know_the_outcome_when_the_container_of_an_earlier_attempt_is_gone()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var request = await RequestAsync(live, ["true"]);
        await RunAsync(live, request);
        await live.Scenarios.RemoveHarnessAsync(live.Step(1, live.Harness()));
        var again = await RunAsync(live, request);
        Assert.Equal(ScenarioEnd.Unknown, again.End);
        Assert.False(await DockerCommand.ExistsAsync("container", live.Objects.HarnessContainer));
    }

    [Fact]
    public async Task Stops_the_code_when_its_time_is_up()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var run = await RunAsync(live, await RequestAsync(live, ["sleep", "600"], timeout: 1));
        Assert.Equal(ScenarioEnd.TimedOut, run.End);
        Assert.Equal("exited", await StateAsync(run.HarnessId!));
    }

    [Fact]
    public async Task Kills_the_code_when_the_scenario_is_cancelled()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        using var cancel = new CancellationTokenSource();
        var run = RunAsync(live, await RequestAsync(live, ["sleep", "600"]), cancel.Token);
        await UntilAsync(async () => await StateAsync(live.Objects.HarnessContainer) == "running");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await UntilAsync(async () => await StateAsync(live.Objects.HarnessContainer) == "exited");
    }

    [Fact]
    public async Task Takes_a_kill_from_outside_for_an_unknown_outcome()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var run = RunAsync(live, await RequestAsync(live, ["sleep", "600"]));
        await UntilAsync(async () => await StateAsync(live.Objects.HarnessContainer) == "running");
        await DockerCommand.RunAsync("kill", live.Objects.HarnessContainer);
        Assert.Equal(ScenarioEnd.Unknown, (await run).End);
    }

    [Fact]
    public async Task Finishes_with_127_when_the_program_does_not_exist()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var run = await RunAsync(live, await RequestAsync(live, ["no-such-program"]));
        Assert.Equal((ScenarioEnd.Finished, 127), (run.End, run.ExitCode));
    }

    [Fact]
    public async Task Refuses_to_run_under_a_name_that_a_foreign_container_holds()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "create", "--name", live.Objects.HarnessContainer, "postgres:17");
        var run = await RunAsync(live, await RequestAsync(live, ["true"]));
        Assert.Equal(ScenarioEnd.Refused, run.End);
        Assert.Contains(id, run.Reason, StringComparison.Ordinal);
        Assert.Equal("created", await StateAsync(id));
    }

    private static Task<ScenarioRun> RunAsync(LiveRun live, CodeRunRequest request, CancellationToken cancel = default) =>
        new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(request, _ => Task.CompletedTask, cancel);

    private static async Task<CodeRunRequest> RequestAsync(LiveRun live, string[] command, int timeout = 30)
    {
        var (network, dr) = await live.ProvisionAsync();
        return live.Scenario(network, dr, await LiveRun.ImageIdAsync("postgres:17"), command, timeout: timeout);
    }

    private static async Task<string> StateAsync(string container) => (await DockerCommand.TryAsync("inspect", "--format", "{{.State.Status}}", container)).Stdout;

    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var clock = Stopwatch.StartNew(); !await holds();)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "It did not happen within 20 s.");
        }
    }
}
