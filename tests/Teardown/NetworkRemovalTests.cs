using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>Step 4. Old engines allow several networks of one name.</summary>
public sealed class NetworkRemovalTests
{
    [Fact]
    public async Task Deletes_ours_by_its_full_id()
    {
        await using var run = new EngineRun();
        var network = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        Assert.Equal(OutcomeState.Removed, (await RemoveAsync(run)).State);
        Assert.Equal([$"DELETE /networks/{network.Id}"], run.Engine.Changes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaves_a_foreign_network_of_our_name_alone(bool nearly)
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Network, "net-x", nearly ? run.NearlyOurNonce : null);
        Assert.Equal(OutcomeState.NotOurs, (await RemoveAsync(run)).State);
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Deletes_the_recorded_one_of_two_with_our_name_and_nonce()
    {
        await using var run = new EngineRun();
        var other = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        var recorded = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        var outcome = await RemoveAsync(run, recorded.Id);
        Assert.Equal((OutcomeState.Removed, recorded.Id), (outcome.State, outcome.Id));
        Assert.Contains(other.Id, outcome.Reason, StringComparison.Ordinal);
        Assert.Equal([$"DELETE /networks/{recorded.Id}"], run.Engine.Changes);
    }

    [Fact]
    public async Task Leaves_one_with_our_nonce_that_took_the_name_of_the_recorded_one_for_an_operator_to_judge()
    {
        await using var run = new EngineRun();
        var copy = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        var outcome = await RemoveAsync(run, new string('f', 64));
        Assert.Equal((OutcomeState.Failed, $"docker network rm {copy.Id}"), (outcome.State, outcome.Remedy));
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Does_not_guess_between_two_of_ours_and_names_both()
    {
        await using var run = new EngineRun();
        var (one, other) = (run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce), run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce));
        var outcome = await RemoveAsync(run);
        Assert.Equal((OutcomeState.Failed, $"docker network rm {one.Id} {other.Id}"), (outcome.State, outcome.Remedy));
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Never_disconnects_a_foreign_endpoint_and_names_the_command_that_would()
    {
        await using var run = new EngineRun();
        var network = run.Objects.Add(ObjectKind.Network, "net-x", run.Nonce);
        run.Objects.Add(ObjectKind.Container, "guest", nonce: null).Network = network.Id;
        var outcome = await RemoveAsync(run);
        Assert.Equal((OutcomeState.Failed, $"docker network disconnect {network.Id} guest"), (outcome.State, outcome.Remedy));
        Assert.Equal([$"DELETE /networks/{network.Id}"], run.Engine.Changes);
        Assert.Single(run.Objects.EndpointsOf(network));
    }

    private static async Task<ObjectOutcome> RemoveAsync(EngineRun run, string? id = null) =>
        Assert.Single(await run.RemoveAsync(4, EngineRun.Target(ObjectKind.Network, "net-x", id)));
}
