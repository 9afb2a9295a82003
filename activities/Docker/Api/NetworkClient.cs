using Docker.DotNet;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal sealed class NetworkClient(INetworkOperations networks)
{
    internal async Task<NetworkResponse?> FindByIdAsync(string id, CancellationToken cancel)
    {
        DockerNames.RequireId(id);
        var found = await DockerFaults.FindAsync($"inspect network {id}", () => networks.InspectNetworkAsync(id, cancel), cancel);
        return found?.ID == id ? found : null;
    }

    /// <summary>All networks of exactly this name: old engines allow several. Each is inspected by its id.</summary>
    internal async Task<IReadOnlyList<NetworkResponse>> FindByNameAsync(string name, CancellationToken cancel)
    {
        DockerNames.RequireName(name);
        var named = new List<NetworkResponse>();
        foreach (var listed in (await ListAsync(cancel)).Where(n => n.Name == name).OrderBy(n => n.ID, StringComparer.Ordinal))
        {
            if (await FindByIdAsync(listed.ID, cancel) is { } network && network.Name == name)
            {
                named.Add(network);
            }
        }

        return named;
    }

    internal Task<IList<NetworkResponse>> ListAsync(CancellationToken cancel) => DockerFaults.ListAsync<NetworkResponse>(
        "list networks", async () => await networks.ListNetworksAsync(new NetworksListParameters(), cancel), n => DockerNames.IsId(n.ID), cancel);

    internal async Task<string> CreateAsync(NetworksCreateParameters parameters, CancellationToken cancel) => (await DockerFaults.AskAsync(
        $"create network '{DockerNames.RequireName(parameters.Name)}'", () => networks.CreateNetworkAsync(parameters, cancel), cancel)).ID;

    internal Task RemoveAsync(string id, CancellationToken cancel) => DockerFaults.AskAsync(
        $"remove network {DockerNames.RequireId(id)}", () => networks.DeleteNetworkAsync(id, cancel), cancel);
}
