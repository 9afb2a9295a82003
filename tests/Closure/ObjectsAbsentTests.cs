using DotIuCutter.Temporal.Tests.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>G-23: absent by name and by id, whatever teardown said.</summary>
public sealed class ObjectsAbsentTests
{
    [Theory]
    [InlineData(ObjectKind.Container)]
    [InlineData(ObjectKind.Network)]
    [InlineData(ObjectKind.Volume)]
    public async Task Is_red_for_ours_under_its_name(ObjectKind kind)
    {
        await using var run = new EngineRun();
        run.Objects.Add(kind, "x-one", run.Nonce);
        Assert.Equal(GateState.Red, (await CheckAsync(run, EngineRun.Target(kind, "x-one"))).State);
    }

    [Theory]
    [InlineData(ObjectKind.Container)]
    [InlineData(ObjectKind.Network)]
    public async Task Is_red_for_the_recorded_id_under_another_name(ObjectKind kind)
    {
        await using var run = new EngineRun();
        var renamed = run.Objects.Add(kind, "x-renamed", run.Nonce);
        var gate = await CheckAsync(run, EngineRun.Target(kind, "x-one", renamed.Id));
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(renamed.Id, gate.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_red_for_an_anonymous_volume_that_was_left()
    {
        await using var run = new EngineRun();
        Assert.Equal(GateState.Red, (await CheckAsync(run, EngineRun.Target(ObjectKind.Volume, run.Objects.AddAnonymousVolume(), anonymous: true))).State);
    }

    [Fact]
    public async Task Is_green_with_a_remark_for_what_is_not_ours_under_our_name()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "dr-x", run.NearlyOurNonce);
        var gate = await CheckAsync(run, EngineRun.Target(ObjectKind.Container, "dr-x"));
        Assert.Equal(GateState.Green, gate.State);
        Assert.Contains("not ours", Assert.Single(gate.Differences).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_green_when_nothing_stands_there()
    {
        await using var run = new EngineRun();
        var gate = await CheckAsync(run, EngineRun.Target(ObjectKind.Container, "dr-x", new string('f', 64)), EngineRun.Target(ObjectKind.Volume, "vol-x"));
        Assert.Equal((GateState.Green, 0), (gate.State, gate.Differences.Count));
    }

    private static Task<GateResult> CheckAsync(EngineRun run, params StepObject[] objects) => run.Closure.CheckObjectsAbsentAsync(run.Step(4, objects));
}
