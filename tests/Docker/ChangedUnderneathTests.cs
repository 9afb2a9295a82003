using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>Gates that must turn red when somebody changes something: each is broken on purpose.</summary>
[Trait("needs", "docker")]
public sealed class ChangedUnderneathTests
{
    [Fact]
    public async Task Shape_is_red_when_the_dr_was_joined_to_another_network()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await live.ProvisionAsync();
        var capture = await live.Provision.CaptureIdentitiesAsync(live.Names);
        var check = new ShapeCheck { Dr = dr, Objects = live.Objects, Capture = capture, ImageId = await LiveRun.ImageIdAsync("postgres:17"), WorkDirectory = live.WorkDirectory };
        Assert.Equal(GateState.Green, (await live.Provision.CheckShapeAsync(check)).State);
        await DockerCommand.RunAsync("network", "connect", "bridge", dr.ContainerId);
        var gate = await live.Provision.CheckShapeAsync(check);
        Assert.Equal((GateState.Red, "networks"), (gate.State, Assert.Single(gate.Differences).Field));
    }

    [Fact]
    public async Task Shape_is_red_when_the_volume_is_not_where_the_plan_keeps_the_data()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await live.ProvisionAsync(inMemoryMegabytes: 256);
        var capture = await live.Provision.CaptureIdentitiesAsync(live.Names);
        var check = new ShapeCheck
        {
            Dr = dr,
            Objects = live.Objects,
            Capture = capture,
            ImageId = await LiveRun.ImageIdAsync("postgres:17"),
            WorkDirectory = live.WorkDirectory,
            DataInMemoryMegabytes = 256,
        };
        Assert.Equal(GateState.Green, (await live.Provision.CheckShapeAsync(check)).State);
        var gate = await live.Provision.CheckShapeAsync(check with { DataInMemoryMegabytes = 0 });
        var difference = Assert.Single(gate.Differences);
        Assert.Equal((GateState.Red, "volume is", "on Docker's disk", "in 256 MiB of memory"), (gate.State, difference.Field, difference.Before, difference.After));
    }

    [Fact]
    public async Task Isolation_is_red_when_the_dr_can_reach_production_and_the_host()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (network, dr) = await live.ProvisionAsync();
        await live.Provision.StartDrAsync(dr);
        var name = live.Objects.DrContainer + "-prod";
        await live.ForeignAsync("container", "run", "-d", "-e", "POSTGRES_HOST_AUTH_METHOD=trust", "--name", name, "postgres:17");
        await HarnessTests.UntilAsync(async () => (await DockerCommand.TryAsync("exec", name, "pg_isready", "-q", "-h", "127.0.0.1")).Exit == 0);
        await DockerCommand.RunAsync("network", "connect", "bridge", dr.ContainerId);
        var gate = await live.Provision.CheckIsolationAsync(new IsolationCheck { Dr = dr, NetworkId = network, ProductionContainer = name });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(gate.Differences, d => d.Field.StartsWith("production ", StringComparison.Ordinal));
        Assert.Contains(gate.Differences, d => d.Field.StartsWith("host ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Protected_watched_and_production_are_red_after_a_restart()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var name = live.Objects.DrContainer + "-kept";
        await live.ForeignAsync("container", "run", "-d", "--name", name, "--entrypoint", "sleep", "postgres:17", "600");
        var kept = await live.Preflight.CaptureProtectedAsync([name, name + "-missing"]);
        var watched = await live.Preflight.CaptureWatchedAsync([name]);
        var check = new ProtectedCheck { Names = [name], Captured = kept };
        var production = new ProductionCapture { Container = kept[0], SystemIdentifier = "1", Version = "17", SizeBytes = 1 };
        Assert.Equal(GateState.Green, G03Protected.Judge([name], kept).State);
        Assert.Equal(GateState.Red, G03Protected.Judge([name, name + "-missing"], kept).State);
        Assert.Equal(GateState.Green, (await live.Teardown.CheckProtectedAsync(check)).State);
        Assert.Equal(GateState.Green, (await live.Closure.CheckWatchedAsync(new WatchedCheck { Prefixes = [name], Captured = watched })).State);
        Assert.Equal(GateState.Green, (await live.Closure.CheckProductionContainerAsync(production)).State);

        await DockerCommand.RunAsync("restart", "-t", "0", name);
        var gate = await live.Teardown.CheckProtectedAsync(check);
        Assert.Equal((GateState.Red, $"{name}: State.StartedAt"), (gate.State, Assert.Single(gate.Differences).Field));
        Assert.Equal(GateState.Red, (await live.Closure.CheckWatchedAsync(new WatchedCheck { Prefixes = [name], Captured = watched })).State);
        Assert.Equal(GateState.Red, (await live.Closure.CheckProductionContainerAsync(production)).State);
    }

    [Fact]
    public async Task Inventory_is_red_when_an_object_with_our_nonce_is_left()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var before = await live.Preflight.CaptureInventoryAsync();
        await live.Provision.CreateVolumeAsync(new VolumeRequest { Run = live.Run, Name = live.Objects.Volume });
        var gate = await live.Closure.CheckInventoryAsync(live.Run, before);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(live.Objects.Volume, gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removes_an_anonymous_volume_that_outlived_its_container()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();

        // The image declares a volume for its data: without one of ours there, Docker makes an anonymous one.
        var container = await live.ForeignAsync("container", "create", "--label", $"{Labels.Nonce}={live.Run.Nonce}", "--name", live.Objects.DrContainer, "postgres:17");
        var capture = await live.Teardown.CaptureIdentitiesAsync(live.Names);
        var volume = Assert.Single(capture.AnonymousVolumes);
        await DockerCommand.RunAsync("rm", container);
        var target = new StepObject { Kind = ObjectKind.Volume, Name = volume, Anonymous = true };
        Assert.Equal(OutcomeState.Removed, Assert.Single((await live.Teardown.RemoveAsync(live.Step(3, target))).Objects).State);
        Assert.False(await DockerCommand.ExistsAsync("volume", volume));
    }

    [Fact]
    public async Task Images_are_red_when_absent_and_not_to_be_pulled()
    {
        await using var live = new LiveRun();
        var (gate, images) = await live.Preflight.CheckImagesAsync(new ImagesRequest { DrImage = "postgres:17", HarnessImage = "docker-test-absent:1" });
        Assert.Equal((GateState.Red, null), (gate.State, images.HarnessImageId));
        Assert.StartsWith("sha256:", images.DrImageId, StringComparison.Ordinal);
    }
}
