using System.Net;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>Creates the DR container without starting it, or adopts the run's own.</summary>
internal sealed class DrCreation(DockerEngine docker, RunFence fence)
{
    public Task<CreationResult> CreateAsync(DrRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var cancel = CurrentActivity.Cancel;
        using var session = docker.For(new RunScope
        {
            Run = request.Run,
            Containers = [request.Name],
            Volumes = [request.Volume],
            Networks = [.. await NetworkNameAsync(request, cancel)],
            Mounts = DrShape.Mounts(request.Volume, request.WorkDirectory),
            ImageId = request.ImageId,
        });
        if (await AdoptedAsync(session, request, cancel) is { } adopted)
        {
            return adopted;
        }

        // The guard lets a container join only what the daemon has just shown to be the run's.
        await session.Networks.FindByIdAsync(request.NetworkId, cancel);
        await session.Volumes.FindAsync(request.Volume, cancel);
        try
        {
            return new CreationResult { Id = await session.Containers.CreateAsync(DrShape.Parameters(request), cancel) };
        }
        catch (DockerFault fault) when (fault.Status == HttpStatusCode.Conflict)
        {
            if (await AdoptedAsync(session, request, cancel) is { } other)
            {
                return other;
            }

            throw;
        }
    });

    // The request names the network by id; its exact name is in the daemon's answer, its nonce is judged by the guard.
    private async Task<IEnumerable<string>> NetworkNameAsync(DrRequest request, CancellationToken cancel) =>
        await docker.Reading.Networks.FindByIdAsync(request.NetworkId, cancel) is { } network ? [network.Name] : [];

    private static async Task<CreationResult?> AdoptedAsync(DockerSession session, DrRequest request, CancellationToken cancel)
    {
        if (await session.Containers.FindByNameAsync(request.Name, cancel) is not { } found)
        {
            return null;
        }

        return Ownership.Ours(found.Config?.Labels, request.Run)
            ? new CreationResult { Id = found.ID }
            : new CreationResult { Refused = NameTaken.Red(ObjectKind.Container, request.Name, found.ID, found.Config?.Labels, request.Run) };
    }
}
