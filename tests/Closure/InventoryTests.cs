using DotIuCutter.Temporal.Tests.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>G-29.</summary>
public sealed class InventoryTests
{
    [Theory]
    [InlineData(ObjectKind.Container)]
    [InlineData(ObjectKind.Network)]
    [InlineData(ObjectKind.Volume)]
    public async Task Is_red_for_anything_new_with_our_nonce_whatever_its_name(ObjectKind kind)
    {
        await using var run = new EngineRun();
        run.Objects.Add(kind, "unheard-of", run.Nonce);
        var gate = await CheckAsync(run);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("unheard-of", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_green_and_lists_what_others_made_and_removed()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "theirs", run.NearlyOurNonce);
        var gate = await CheckAsync(run, "gone-volume");
        Assert.Equal(GateState.Green, gate.State);
        Assert.Equal(["container absent", "volume gone-volume"], gate.Differences.Select(d => $"{d.Field} {d.Before}"));
        Assert.All(gate.Differences, d => Assert.Matches("not ours|not by this run", d.After));
    }

    private static Task<GateResult> CheckAsync(EngineRun run, params string[] volumes) => run.Closure.CheckInventoryAsync(
        run.Run, new InventoryCapture { Containers = [], Volumes = volumes, Networks = [] });
}
