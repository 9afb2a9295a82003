using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>What of the given objects is still there, by exact name and by id, and whose it is.</summary>
internal static class ObjectsAbsent
{
    internal static async Task<GateResult> JudgeAsync(DockerSession reading, StepRequest request, CancellationToken cancel)
    {
        var (left, foreign, remedies) = (new List<Difference>(), new List<Difference>(), new List<string>());
        var objects = request.Objects.Where(o => o.Kind is ObjectKind.Container or ObjectKind.Volume or ObjectKind.Network).ToList();
        foreach (var target in objects)
        {
            foreach (var (id, labels) in await StandingAsync(reading, target, cancel))
            {
                var ours = target.Anonymous || (id is not null && id == target.Id) || Ownership.Ours(labels, request.Run);
                var found = $"exists{(id is null ? "" : $" ({id})")} and {(target.Anonymous ? "was captured at C-04" : Ownership.Describe(labels, request.Run))}";
                (ours ? left : foreign).Add(new Difference($"{NameTaken.KindName(target.Kind)} '{target.Name}'", "absent", ours ? found : $"{found}: not ours"));
                if (ours)
                {
                    remedies.Add(RemovalCommand.For(target.Kind, target.Name, id));
                }
            }
        }

        var (subject, expected) = ($"{objects.Count} Docker objects of the run", "absent, by name and by id");
        return left.Count == 0
            ? GateResult.Green(Gate.ObjectsAbsent, subject, expected, foreign.Count == 0 ? "all absent" : "ours are absent; not ours stand under the same names") with { Differences = foreign }
            : GateResult.Red(Gate.ObjectsAbsent, subject, expected, string.Join("; ", left.Select(d => $"{d.Field} {d.After}")),
                $"Look at each, then remove it by hand: {string.Join("; ", remedies)}", [.. left, .. foreign]);
    }

    private static async Task<IReadOnlyList<(string? Id, IDictionary<string, string>? Labels)>> StandingAsync(
        DockerSession reading, StepObject target, CancellationToken cancel)
    {
        switch (target.Kind)
        {
            case ObjectKind.Container:
                var byName = await reading.Containers.FindByNameAsync(target.Name, cancel);
                var byId = target.Id is { } container ? await reading.Containers.FindByIdAsync(container, cancel) : null;
                return [.. new[] { byName, byId }.OfType<ContainerInspectResponse>().DistinctBy(c => c.ID).Select(c => ((string?)c.ID, c.Config?.Labels))];
            case ObjectKind.Network:
                var named = await reading.Networks.FindByNameAsync(target.Name, cancel);
                var recorded = target.Id is { } network ? await reading.Networks.FindByIdAsync(network, cancel) : null;
                return [.. named.Append(recorded).OfType<NetworkResponse>().DistinctBy(n => n.ID).Select(n => ((string?)n.ID, (IDictionary<string, string>?)n.Labels))];
            default:
                return await reading.Volumes.FindAsync(target.Name, cancel) is { } volume ? [(null, volume.Labels)] : [];
        }
    }
}
