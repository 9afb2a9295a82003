using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<GateResult> CheckNamesFreeAsync(NamesRequest request)
    {
        var taken = new List<(string Subject, string Holder, string Remedy)>();
        void Take(ObjectKind kind, string name, string? id, IDictionary<string, string>? labels) =>
            taken.Add(($"{NameTaken.Word(kind)} '{name}'", NameTaken.Holder(kind, name, id, labels, request.Run), NameTaken.Remedy(labels, request.Run)));

        var (objects, cancel) = (request.Objects, ActivityContext.Cancel);
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

        string[] names = [objects.Network, objects.Volume, objects.DrContainer, objects.HarnessContainer];
        var subject = string.Join(", ", names.Select(n => $"'{n}'"));
        return taken.Count == 0
            ? GateResult.Green("G-04", subject, "every exact name is free", "all free")
            : GateResult.Red("G-04", subject, "every exact name is free", $"{string.Join("; ", taken.Select(t => t.Holder))}; left alone",
                string.Join(' ', taken.Select(t => t.Remedy).Distinct()), [.. taken.Select(t => new Difference(t.Subject, "free", t.Holder))]);
    }
}
