using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<GateResult> CheckNamesFreeAsync(NamesRequest request)
    {
        var taken = new List<NameHolder>();
        void Take(ObjectKind kind, string name, string? id, IDictionary<string, string>? labels) => taken.Add(new NameHolder(
            $"{NameTaken.Word(kind)} '{name}'", NameTaken.Holder(kind, name, id, labels, request.Run), NameTaken.Remedy(labels, request.Run)));

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

        return NameHolder.Judge(request, [.. taken, .. await OpenRuns.HoldersAsync(host.Evidence, request, cancel)]);
    }
}
