using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

[Trait("needs", "docker")]
public sealed class ForeignObjectStepTests
{
    [Fact]
    public async Task Leaves_a_foreign_container_of_the_same_name_alone()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "create", "--label", $"{Labels.Nonce}=other", "--label", $"{Labels.Workflow}=dryrun-theirs", "--name", live.Objects.DrContainer, "postgres:17");
        var network = (await live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network })).Id!;
        await live.Provision.CreateVolumeAsync(new VolumeRequest { Run = live.Run, Name = live.Objects.Volume });
        var refused = (await live.Provision.CreateDrAsync(await live.DrRequestAsync(network))).Refused;
        Assert.Equal((Gate.NamesFree, GateState.Red), (refused?.Gate, refused?.State));
        Assert.Contains("dryrun-theirs", refused!.Remedy, StringComparison.Ordinal);
        Assert.Equal(GateState.Red, (await new G04NamesFree(live.Host, live.Engine).JudgeAsync(live.Names, isOpen: null)).State);

        var outcome = Assert.Single((await live.Teardown.RemoveAsync(live.Step(2, live.Container()))).Objects);
        Assert.Equal(OutcomeState.NotOurs, outcome.State);
        Assert.Contains("other", outcome.Reason, StringComparison.Ordinal);
        Assert.True(await DockerCommand.ExistsAsync("container", id));
    }

    [Fact]
    public async Task Leaves_a_container_with_our_nonce_that_was_swapped_under_our_name_for_an_operator_to_judge()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "create", "--label", $"{Labels.Nonce}={live.Run.Nonce}", "--name", live.Objects.DrContainer, "postgres:17");
        var failure = Failure(await live.Teardown.RemoveAsync(live.Step(2, live.Container(new string('0', 64)))));
        Assert.Equal(FailureTypes.Residual, failure.ErrorType);
        Assert.True(await DockerCommand.ExistsAsync("container", id));
    }

    [Fact]
    public async Task Reports_our_container_under_another_name_as_a_residual()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "create", "--label", $"{Labels.Nonce}={live.Run.Nonce}", "--name", live.Objects.DrContainer + "-renamed", "postgres:17");
        var failure = Failure(await live.Teardown.RemoveAsync(live.Step(2, live.Container(id))));
        Assert.Equal(FailureTypes.Residual, failure.ErrorType);
        Assert.Contains($"docker rm -f -v {id}", failure.Message, StringComparison.Ordinal);
        Assert.True(await DockerCommand.ExistsAsync("container", id));
    }

    [Fact]
    public async Task Does_not_take_a_container_whose_id_begins_with_the_name()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "create", "--label", $"{Labels.Nonce}={live.Run.Nonce}", "postgres:17");
        var target = new StepObject { Kind = ObjectKind.Container, Name = id[..12] };
        Assert.Equal(OutcomeState.AlreadyAbsent, Assert.Single((await live.Teardown.RemoveAsync(live.Step(2, target))).Objects).State);
        Assert.True(await DockerCommand.ExistsAsync("container", id));
    }

    [Fact]
    public async Task Leaves_a_foreign_volume_alone_that_a_create_would_silently_take()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        await live.ForeignAsync("volume", "volume", "create", live.Objects.Volume);
        Assert.NotNull((await live.Provision.CreateVolumeAsync(new VolumeRequest { Run = live.Run, Name = live.Objects.Volume })).Refused);
        Assert.Equal(OutcomeState.NotOurs, Assert.Single((await live.Teardown.RemoveAsync(live.Step(3, live.Volume()))).Objects).State);
        Assert.True(await DockerCommand.ExistsAsync("volume", live.Objects.Volume));
    }

    [Fact]
    public async Task Names_the_container_that_holds_our_volume()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        await live.Provision.CreateVolumeAsync(new VolumeRequest { Run = live.Run, Name = live.Objects.Volume });
        var user = await live.ForeignAsync("container", "create", "-v", $"{live.Objects.Volume}:/mnt", "--name", live.Objects.Volume + "-user", "postgres:17");
        var failure = Failure(await live.Teardown.RemoveAsync(live.Step(3, live.Volume())));
        Assert.Contains(user, failure.Message, StringComparison.Ordinal);
        Assert.True(await DockerCommand.ExistsAsync("volume", live.Objects.Volume));
    }

    [Fact]
    public async Task Names_the_foreign_endpoint_of_our_network_and_the_one_command_that_frees_it()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var network = (await live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network })).Id!;
        var name = live.Objects.Network + "-guest";
        var guest = await live.ForeignAsync("container", "run", "-d", "--network", live.Objects.Network, "--name", name, "--entrypoint", "sleep", "postgres:17", "600");
        var outcome = Assert.Single((await live.Teardown.RemoveAsync(live.Step(4, live.Network(network)))).Objects);
        Assert.Equal((OutcomeState.Failed, $"docker network disconnect {network} {name}"), (outcome.State, outcome.Remedy));
        Assert.Contains(guest, outcome.Reason, StringComparison.Ordinal);

        await DockerCommand.RunAsync("network", "disconnect", network, name);
        Assert.Equal(OutcomeState.Removed, Assert.Single((await live.Teardown.RemoveAsync(live.Step(4, live.Network(network)))).Objects).State);
    }

    [Fact]
    public async Task Removes_ours_of_two_networks_with_one_name_and_leaves_the_other()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var network = (await live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network })).Id!;
        var twin = await TwinAsync(live.Objects.Network);
        Assert.SkipWhen(twin is null, "This engine has one network a name.");
        var refused = await live.Provision.CreateNetworkAsync(new NetworkRequest { Run = live.Run, Name = live.Objects.Network });
        Assert.Contains(twin, refused.Refused?.Found, StringComparison.Ordinal);
        var outcome = Assert.Single((await live.Teardown.RemoveAsync(live.Step(4, live.Network(network)))).Objects);
        Assert.Equal(OutcomeState.Removed, outcome.State);
        Assert.Contains(twin, outcome.Reason, StringComparison.Ordinal);
        Assert.True(await DockerCommand.ExistsAsync("network", twin));
        await DockerCommand.RunAsync("network", "rm", twin);
    }

    /// <summary>That of the activity whose step ended so.</summary>
    private static ApplicationFailureException Failure(StepResult result) =>
        Assert.Throws<ApplicationFailureException>(() => StepFailure.ThrowIfLeft(result, []));

    // The docker command asks for unique names; the engine's own interface does not, before Engine 25.
    private static async Task<string?> TwinAsync(string name)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint("/var/run/docker.sock"), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var answer = await http.PostAsJsonAsync("http://docker/networks/create", new { Name = name });
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("Id").GetString() : null;
    }
}
