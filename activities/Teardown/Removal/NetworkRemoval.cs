using System.Net;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Step 4: by full id. Endpoints of others are never disconnected.</summary>
internal sealed class NetworkRemoval(DockerSession session, RunRef run)
{
    internal async Task<ObjectOutcome> RemoveAsync(StepObject target)
    {
        var named = await session.Networks.FindByNameAsync(target.Name, CancellationToken.None);
        var recorded = target.Id is { } id ? await session.Networks.FindByIdAsync(id, CancellationToken.None) : null;
        var ours = named.Where(n => Ownership.Ours(n.Labels, run) && (target.Id is null || n.ID == target.Id)).ToList();
        if (recorded is not null && ours.Count == 0)
        {
            return ObjectOutcomes.NotOurs(target, $"The network of the recorded id {recorded.ID} is called '{recorded.Name}' and {Ownership.Describe(recorded.Labels, run)}; left alone.");
        }

        var others = named.Except(ours).ToList();
        var foreign = Foreign(target, others);
        return ours switch
        {
            [] when foreign is null => ObjectOutcomes.Absent(target),
            [] when others.FirstOrDefault(n => Ownership.Ours(n.Labels, run)) is { } copy => ObjectOutcomes.Failed(target, copy.ID,
                $"network '{target.Name}' ({copy.ID}) carries this run's nonce but is not the recorded {target.Id}, which is gone, so it was left for review."),
            [] => ObjectOutcomes.NotOurs(target, foreign),
            [var network] => await DeleteAsync(target, network, foreign),
            _ => ObjectOutcomes.Failed(target, null,
                $"networks {string.Join(" and ", ours.Select(n => n.ID))} all have this name and carry this run's nonce, and none was recorded.",
                $"docker network rm {string.Join(' ', ours.Select(n => n.ID))}"),
        };
    }

    private async Task<ObjectOutcome> DeleteAsync(StepObject target, NetworkResponse network, string? foreign)
    {
        var fault = await Deletion.UntilGoneAsync(
            () => session.Networks.RemoveAsync(network.ID, CancellationToken.None),
            async () => await session.Networks.FindByIdAsync(network.ID, CancellationToken.None) is not null,
            f => f.Status == HttpStatusCode.Forbidden);
        if (fault is null)
        {
            return ObjectOutcomes.Removed(target, network.ID, foreign);
        }

        var now = await session.Networks.FindByIdAsync(network.ID, CancellationToken.None);
        return (now?.Containers ?? new Dictionary<string, EndpointResource>()).OrderBy(e => e.Key, StringComparer.Ordinal).ToList() switch
        {
            [] => ObjectOutcomes.Failed(target, network.ID, fault.Message),
            [var first, ..] endpoints => ObjectOutcomes.Failed(target, network.ID,
                $"network '{target.Name}' ({network.ID}) still has {string.Join(" and ", endpoints.Select(e => $"container '{e.Value.Name}' ({e.Key})"))} connected; a foreign endpoint is never disconnected.",
                $"docker network disconnect {network.ID} {first.Value.Name}"),
        };
    }

    private string? Foreign(StepObject target, List<NetworkResponse> others) => others.Count == 0
        ? null
        : string.Join(" ", others.Select(n => Ownership.Ours(n.Labels, run)
            ? $"Network '{target.Name}' ({n.ID}) carries this run's nonce but is not the recorded {target.Id}; left alone."
            : $"Network '{target.Name}' ({n.ID}) {Ownership.Describe(n.Labels, run)}; left alone."));
}
