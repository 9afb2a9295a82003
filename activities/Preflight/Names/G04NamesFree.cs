using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight.Names;

/// <summary>G-04: nothing on the engine and no open run has one of the run's names, and no teardown of its workflow id is open.</summary>
internal sealed class G04NamesFree(HostOptions host, DockerEngine docker)
{
    /// <param name="request">The names.</param>
    /// <param name="isOpen">Asks Temporal whether a workflow of an id is open; null where there is no Temporal to ask.</param>
    public async Task<GateResult> JudgeAsync(NamesRequest request, Func<string, Task<bool>>? isOpen)
    {
        var taken = new List<NameHolder>();
        void Take(ObjectKind kind, string name, string? id, IDictionary<string, string>? labels) => taken.Add(new NameHolder(
            $"{NameTaken.KindName(kind)} '{name}'", NameTaken.Holder(kind, name, id, labels, request.Run), NameTaken.Remedy(labels, request.Run)));

        var (objects, cancel) = (request.Objects, CurrentActivity.Cancel);
        foreach (var network in await docker.Reading.Networks.FindByNameAsync(objects.Network, cancel))
        {
            Take(ObjectKind.Network, objects.Network, network.ID, network.Labels);
        }

        if (await docker.Reading.Volumes.FindAsync(objects.Volume, cancel) is { } volume)
        {
            Take(ObjectKind.Volume, objects.Volume, null, volume.Labels);
        }

        foreach (var name in (string[])[objects.DrContainer, objects.HarnessContainer])
        {
            if (await docker.Reading.Containers.FindByNameAsync(name, cancel) is { } container)
            {
                Take(ObjectKind.Container, name, container.ID, container.Config?.Labels);
            }
        }

        return NameHolder.Judge(request, [.. taken, .. await OpenRuns.HoldersAsync(host.Evidence, request, cancel), .. await OpenTeardown.HoldersAsync(request.Run, isOpen)]);
    }
}
