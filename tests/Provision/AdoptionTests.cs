using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Tests.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Provision;

/// <summary>What a killed attempt of this run made is adopted. Whatever is adopted is torn down, so nothing else may be.</summary>
public sealed class AdoptionTests
{
    [Fact]
    public async Task Adopts_what_this_run_has_made_and_makes_nothing()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        var network = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        Assert.Equal("vol-x", (await VolumeAsync(run)).Id);
        Assert.Equal(network.Id, (await NetworkAsync(run)).Id);
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Refuses_a_foreign_object_of_its_name()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", nonce: null);
        run.Objects.Add(ObjectKind.Network, "net-x", run.NearlyOurNonce);
        Assert.Equal(Gate.NamesFree, (await VolumeAsync(run)).Refused?.Gate);
        Assert.Equal(Gate.NamesFree, (await NetworkAsync(run)).Refused?.Gate);
        Assert.Empty(run.Engine.Changes);
    }

    /// <summary>The request guard sends no create without the run's nonce.</summary>
    [Fact]
    public async Task Makes_what_is_not_there_with_the_runs_nonce()
    {
        await using var run = new EngineRun();
        Assert.Equal("vol-x", (await VolumeAsync(run)).Id);
        Assert.Single(run.Engine.Changes);
    }

    /// <summary>On an existing name Docker answers a create with the old volume.</summary>
    [Fact]
    public async Task Refuses_a_volume_that_another_made_between_the_look_and_the_create()
    {
        await using var run = new EngineRun();
        run.Engine.Instead = request =>
        {
            if (request.StartsWith("POST /volumes/create", StringComparison.Ordinal))
            {
                run.Objects.Add(ObjectKind.Volume, "vol-x", nonce: null);
            }

            return null;
        };
        Assert.Equal(Gate.NamesFree, (await VolumeAsync(run)).Refused?.Gate);
    }

    [Fact]
    public async Task Refuses_a_name_that_two_networks_of_ours_carry()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        Assert.NotNull((await NetworkAsync(run)).Refused);
    }

    private static Task<CreationResult> VolumeAsync(EngineRun run) => run.Provision.CreateVolumeAsync(new VolumeRequest { Run = run.Run, Name = "vol-x" });

    private static Task<CreationResult> NetworkAsync(EngineRun run) => run.Provision.CreateNetworkAsync(new NetworkRequest { Run = run.Run, Name = "net-x" });
}
