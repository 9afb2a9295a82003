using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

[Trait("needs", "docker")]
public sealed class LifeOfADrTests
{
    [Fact]
    public async Task Is_made_isolated_used_and_removed_without_a_trace()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var image = await LiveRun.ImageIdAsync("postgres:17");
        Assert.Equal(GateState.Green, (await live.Preflight.CheckEngineAsync()).Gate.State);
        Assert.Equal(GateState.Green, (await new G04NamesFree(live.Host, live.Engine).JudgeAsync(live.Names, isOpen: null)).State);
        var before = await live.Preflight.CaptureInventoryAsync();

        var (network, dr) = await live.ProvisionAsync();
        Assert.Equal(dr.ContainerId, (await live.Provision.CreateDrAsync(await live.DrRequestAsync(network))).Id);
        Assert.Equal(network, (await live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network })).Id);
        await live.Provision.StartDrAsync(dr);
        var capture = await live.Provision.CaptureIdentitiesAsync(live.Names);
        Assert.Equal((dr.ContainerId, network, live.Objects.Volume), (capture.ContainerId, capture.NetworkId, capture.Volume));

        var shape = await live.Provision.CheckShapeAsync(
            new ShapeCheck { Dr = dr, Objects = live.Objects, Capture = capture, ImageId = image, WorkDirectory = live.WorkDirectory });
        Assert.True(shape.State == GateState.Green, shape.Found);
        var production = await live.ForeignAsync("container", "run", "-d", "-e", "POSTGRES_PASSWORD=dry", "--name", $"{live.Objects.DrContainer}-prod", "postgres:17");
        var isolation = await live.Provision.CheckIsolationAsync(
            new IsolationCheck { Dr = dr, NetworkId = network, ProductionContainer = $"{live.Objects.DrContainer}-prod" });
        Assert.True(isolation.State == GateState.Green, isolation.Found);
        Assert.Contains("production", isolation.Found, StringComparison.Ordinal);
        Assert.Contains("of host", isolation.Found, StringComparison.Ordinal);

        var run = await new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(
            live.Scenario(network, dr, image, ["bash", "-c", "psql -Atc 'select 40+2' && touch /code/x; exit 3"]),
            _ => Task.CompletedTask,
            CancellationToken.None);
        Assert.Equal((ScenarioEnd.Finished, 3), (run.End, run.ExitCode));
        await live.Evidence.JoinAsync(live.Run, CancellationToken.None);
        var log = await File.ReadAllTextAsync($"{live.Evidence.DirectoryOf(live.Run)}/logs/harness.log", TestContext.Current.CancellationToken);
        Assert.Contains("42", log, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", log, StringComparison.Ordinal);

        await live.Teardown.CloseFenceAsync(live.Run);
        var last = await live.Teardown.CaptureIdentitiesAsync(live.Names);
        Assert.Equal(run.HarnessId, last.HarnessId);
        StepObject[] objects = [live.Harness(run.HarnessId), live.Container(dr.ContainerId), live.Volume(), live.Network(network)];
        var left = await live.Closure.CheckObjectsAbsentAsync(live.Step(4, objects));
        Assert.Equal((GateState.Red, 4), (left.State, left.Differences.Count));
        Assert.Equal(OutcomeState.Removed, Single(await live.Teardown.RemoveAsync(live.Step(1, objects[0]))).State);
        Assert.Equal(OutcomeState.Removed, Single(await live.Teardown.RemoveAsync(live.Step(2, objects[1]))).State);
        Assert.Equal(OutcomeState.Removed, Single(await live.Teardown.RemoveAsync(live.Step(3, objects[2]))).State);
        Assert.Equal(OutcomeState.Removed, Single(await live.Teardown.RemoveAsync(live.Step(4, objects[3]))).State);
        Assert.Equal(OutcomeState.AlreadyAbsent, Single(await live.Teardown.RemoveAsync(live.Step(4, objects[3]))).State);

        Assert.Equal(GateState.Green, (await live.Closure.CheckObjectsAbsentAsync(live.Step(4, objects))).State);
        var inventory = await live.Closure.CheckInventoryAsync(live.Run, before);
        Assert.Equal(GateState.Green, inventory.State);
        Assert.Contains(inventory.Differences, d => d.After.Contains(production, StringComparison.Ordinal) && d.After.Contains("not ours", StringComparison.Ordinal));
        Assert.DoesNotContain(inventory.Differences, d => d.After.Contains(network, StringComparison.Ordinal));
        await Assert.ThrowsAsync<Temporalio.Exceptions.ApplicationFailureException>(
            () => live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network }));
    }

    private static ObjectOutcome Single(StepResult result) => Assert.Single(result.Objects);
}
