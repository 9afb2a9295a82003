using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task<Created> CreateVolumeAsync(VolumeRequest request) => fence.CreateAsync(request.Run, async () =>
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
            ? new Created { Id = request.Name }
            : new Created { Refused = NameTaken.Red(ObjectKind.Volume, request.Name, null, volume?.Labels, request.Run) };
    });
}
