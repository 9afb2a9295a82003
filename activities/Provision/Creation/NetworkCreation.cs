using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>Creates the run's isolated network, or adopts the run's own.</summary>
internal sealed class NetworkCreation(DockerEngine docker, RunFence fence)
{
    // Engine 28: the first whose bridge can do without any address on the host.
    private static readonly System.Version IsolatedGateway = new(1, 48);

    public Task<CreationResult> CreateAsync(NetworkRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var cancel = CurrentActivity.Cancel;
        using var session = docker.For(new RunScope { Run = request.Run, Networks = [request.Name] });
        if (await AdoptedAsync(session, request, cancel) is { } adopted)
        {
            return adopted;
        }

        var api = System.Version.Parse((await session.System.VersionAsync(cancel)).APIVersion);
        try
        {
            return new CreationResult { Id = await session.Networks.CreateAsync(Wanted(request, api), cancel) };
        }
        catch (DockerFault fault) when (fault.Status == System.Net.HttpStatusCode.Conflict)
        {
            // Somebody was faster.
            if (await AdoptedAsync(session, request, cancel) is { } other)
            {
                return other;
            }

            throw;
        }
    });

    private static async Task<CreationResult?> AdoptedAsync(DockerSession session, NetworkRequest request, CancellationToken cancel)
    {
        var named = await session.Networks.FindByNameAsync(request.Name, cancel);
        if (named.FirstOrDefault(n => !Ownership.Ours(n.Labels, request.Run)) is { } foreign)
        {
            return new CreationResult { Refused = NameTaken.Red(ObjectKind.Network, request.Name, foreign.ID, foreign.Labels, request.Run) };
        }

        return named switch
        {
            [] => null,
            [var ours] => new CreationResult { Id = ours.ID },
            [_, var second, ..] => new CreationResult { Refused = NameTaken.Red(ObjectKind.Network, request.Name, second.ID, second.Labels, request.Run) },
        };
    }

    private static NetworksCreateParameters Wanted(NetworkRequest request, System.Version api) => new()
    {
        Name = request.Name,
        Driver = "bridge",
        Internal = true,
        Labels = Labels.For(request.Run),

        // An internal network's gateway address answers on every port the host listens on, unless it has none.
        Options = api >= IsolatedGateway
            ? new Dictionary<string, string> { ["com.docker.network.bridge.gateway_mode_ipv4"] = "isolated", ["com.docker.network.bridge.gateway_mode_ipv6"] = "isolated" }
            : new Dictionary<string, string> { ["com.docker.network.bridge.inhibit_ipv4"] = "true" },
    };
}
