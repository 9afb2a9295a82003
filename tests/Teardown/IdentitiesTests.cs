using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>C-04: an anonymous volume carries no nonce, so whatever is captured here is destroyed by step 3.</summary>
public sealed class IdentitiesTests
{
    [Fact]
    public async Task Captures_ours_with_the_anonymous_volumes_of_both_containers_and_no_named_one()
    {
        await using var run = new EngineRun();
        var (dr, harness) = (run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce), run.Objects.Add(ObjectKind.Container, "harness-x", run.Nonce));
        var network = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        string[] anonymous = [run.Objects.AddAnonymousVolume(), run.Objects.AddAnonymousVolume()];
        dr.Volumes.AddRange(["vol-x", anonymous[0]]);
        harness.Volumes.AddRange(["shop-data", anonymous[1]]);

        var capture = await run.Teardown.CaptureIdentitiesAsync(run.Names);
        Assert.Equal((dr.Id, harness.Id, network.Id, "vol-x"), (capture.ContainerId, capture.HarnessId, capture.NetworkId, capture.Volume));
        Assert.Equal(anonymous, capture.AnonymousVolumes);
    }

    [Fact]
    public async Task Captures_nothing_of_foreign_objects_under_our_names()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "dr-x", nonce: null).Volumes.Add(run.Objects.AddAnonymousVolume());
        run.Objects.Add(ObjectKind.Container, "harness-x", run.NearlyOurNonce).Volumes.Add(run.Objects.AddAnonymousVolume());
        run.Objects.Add(ObjectKind.Network, "net-x", nonce: null);
        run.Objects.Add(ObjectKind.Volume, "vol-x", nonce: null);

        var capture = await run.Teardown.CaptureIdentitiesAsync(run.Names);
        Assert.Equal((null, null, null, null), (capture.ContainerId, capture.HarnessId, capture.NetworkId, capture.Volume));
        Assert.Empty(capture.AnonymousVolumes);
    }

    [Fact]
    public async Task Does_not_guess_between_two_networks_of_ours()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        Assert.Null((await run.Teardown.CaptureIdentitiesAsync(run.Names)).NetworkId);
    }
}
