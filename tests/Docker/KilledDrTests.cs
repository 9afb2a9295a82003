using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>A DR that ends in mid-run has no restart policy: the step that needs it starts it again.</summary>
[Trait("needs", "docker")]
public sealed class KilledDrTests
{
    [Fact]
    public async Task Is_started_again_for_the_step_that_needs_it()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await StartedAsync(live);
        await DockerCommand.RunAsync("kill", dr.ContainerId);
        var again = await live.Provision.CheckIdentityAsync(new IdentityCheck { Dr = dr, ProductionSystemIdentifier = "1" });
        Assert.Matches("^[0-9]{15,}$", again.SystemIdentifier);
        Assert.Equal("running", await DockerCommand.RunAsync("inspect", "--format", "{{.State.Status}}", dr.ContainerId));
    }

    [Fact]
    public async Task Makes_the_outcome_of_the_code_that_worked_on_it_unknown()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (network, dr) = await StartedAsync(live);
        string[] command = ["bash", "-c", "until ! pg_isready -q; do sleep 0.1; done; exit 1"];
        var running = live.Scenarios.RunAsync(live.Scenario(network, dr, await LiveRun.ImageIdAsync("postgres:17"), command), _ => Task.CompletedTask);
        await HarnessTests.UntilAsync(async () =>
            await DockerCommand.ExistsAsync("container", live.Objects.HarnessContainer)
            && await DockerCommand.RunAsync("inspect", "--format", "{{.State.Status}}", live.Objects.HarnessContainer) == "running");
        await DockerCommand.RunAsync("kill", dr.ContainerId);
        var run = await running;
        Assert.Equal(ScenarioEnd.Unknown, run.End);
        Assert.Contains(live.Objects.DrContainer, run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_the_run_when_it_is_gone_for_good()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await StartedAsync(live);
        await DockerCommand.RunAsync("rm", "--force", dr.ContainerId);
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(
            () => live.Provision.CheckIdentityAsync(new IdentityCheck { Dr = dr, ProductionSystemIdentifier = "1" }));
        Assert.Equal((FailureTypes.WrongServer, true), (failure.ErrorType, failure.NonRetryable));
    }

    [Fact]
    public async Task Ends_the_run_when_its_data_were_in_memory()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await StartedAsync(live, inMemoryMegabytes: 512);
        Assert.Equal("tmpfs", (await DockerCommand.RunAsync("exec", dr.ContainerId, "stat", "-f", "-c", "%T", "/var/lib/postgresql/data")).Trim());
        await DockerCommand.RunAsync("kill", dr.ContainerId);
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(
            () => live.Provision.CheckIdentityAsync(new IdentityCheck { Dr = dr, ProductionSystemIdentifier = "1" }));
        Assert.Equal((FailureTypes.WrongServer, true), (failure.ErrorType, failure.NonRetryable));
        Assert.Contains("its data were in memory", failure.Message, StringComparison.Ordinal);
        Assert.Equal("exited", (await DockerCommand.RunAsync("inspect", "--format", "{{.State.Status}}", dr.ContainerId)).Trim());
    }

    private static async Task<(string Network, DrRef Dr)> StartedAsync(LiveRun live, int inMemoryMegabytes = 0)
    {
        var (network, dr) = await live.ProvisionAsync(inMemoryMegabytes: inMemoryMegabytes);
        await live.Provision.StartDrAsync(dr);
        await live.Provision.CheckIdentityAsync(new IdentityCheck { Dr = dr, ProductionSystemIdentifier = "1" });
        return (network, dr);
    }
}
