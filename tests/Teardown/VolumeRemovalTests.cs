using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>Step 3. A volume has no id, so its nonce is looked at before each attempt.</summary>
public sealed class VolumeRemovalTests
{
    [Fact]
    public async Task Deletes_ours_by_its_exact_name_and_never_by_force()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        Assert.Equal(OutcomeState.Removed, (await RemoveAsync(run, "vol-x")).State);
        Assert.Equal(["DELETE /volumes/vol-x"], run.Engine.Changes);
        Assert.Empty(run.Objects.Names(ObjectKind.Volume));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaves_a_foreign_volume_of_our_name_alone(bool nearly)
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", nearly ? run.NearlyOurNonce : null);
        Assert.Equal(OutcomeState.NotOurs, (await RemoveAsync(run, "vol-x")).State);
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Leaves_a_volume_alone_that_was_swapped_since_the_first_look()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        run.Engine.Afterwards = _ =>
        {
            run.Engine.Afterwards = _ => { };
            run.Objects.Vanish(ObjectKind.Volume, "vol-x");
            run.Objects.Add(ObjectKind.Volume, "vol-x", nonce: null);
        };
        var outcome = await RemoveAsync(run, "vol-x");
        Assert.Contains("not ours", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(run.Engine.Changes);
        Assert.Equal(["vol-x"], run.Objects.Names(ObjectKind.Volume));
    }

    [Fact]
    public async Task One_in_use_is_a_residual_that_names_its_user()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        var guest = run.Objects.Add(ObjectKind.Container, "guest", nonce: null);
        guest.Volumes.Add("vol-x");
        var outcome = await RemoveAsync(run, "vol-x");
        Assert.Equal((OutcomeState.Failed, "docker volume rm vol-x"), (outcome.State, outcome.Remedy));
        Assert.Contains($"container 'guest' ({guest.Id})", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(["vol-x"], run.Objects.Names(ObjectKind.Volume));
        Assert.Equal(["guest"], run.Objects.Names(ObjectKind.Container));
    }

    [Fact]
    public async Task Deletes_an_anonymous_volume_of_C04_without_a_nonce()
    {
        await using var run = new EngineRun();
        var volume = run.Objects.AddAnonymousVolume();
        Assert.Equal(OutcomeState.Removed, (await RemoveAsync(run, volume, anonymous: true)).State);
        Assert.Empty(run.Objects.Names(ObjectKind.Volume));
    }

    [Fact]
    public async Task Never_takes_a_named_volume_for_an_anonymous_one()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "shop-data", nonce: null);
        Assert.Equal(OutcomeState.NotOurs, (await RemoveAsync(run, "shop-data", anonymous: true)).State);
        Assert.Empty(run.Engine.Changes);
    }

    private static async Task<ObjectOutcome> RemoveAsync(EngineRun run, string name, bool anonymous = false) =>
        Assert.Single(await run.RemoveAsync(3, EngineRun.Target(ObjectKind.Volume, name, anonymous: anonymous)));
}
