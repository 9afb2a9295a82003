using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>Creates the DR's volume, or adopts the run's own.</summary>
internal sealed class VolumeCreation(DockerEngine docker, RunFence fence)
{
    public Task<CreationResult> CreateAsync(VolumeRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var cancel = CurrentActivity.Cancel;
        using var session = docker.For(new RunScope { Run = request.Run, Volumes = [request.Name] });
        var volume = await session.Volumes.FindAsync(request.Name, cancel);
        if (volume is null)
        {
            await session.Volumes.CreateAsync(request.Name, Labels.For(request.Run), VolumeStorage.Options(request.InMemoryMegabytes), cancel);

            // A create on an existing name succeeds with the old volume, so only its labels tell who made it.
            volume = await session.Volumes.FindAsync(request.Name, cancel);
        }

        return Ownership.Ours(volume?.Labels, request.Run)
            ? new CreationResult { Id = request.Name }
            : new CreationResult { Refused = NameTaken.Red(ObjectKind.Volume, request.Name, null, volume?.Labels, request.Run) };
    });
}
