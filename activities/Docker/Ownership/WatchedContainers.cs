using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>C-06: containers by name prefix. A prefix is only ever used to read.</summary>
internal static class WatchedContainers
{
    internal static async Task<IReadOnlyList<ContainerCapture>> CaptureAsync(DockerSession session, IReadOnlyList<string> prefixes, CancellationToken cancel)
    {
        var watched = new List<ContainerCapture>();
        foreach (var listed in await session.Containers.ListAsync(cancel))
        {
            if (!prefixes.Any(p => Inventory.Name(listed).StartsWith(p, StringComparison.Ordinal)))
            {
                continue;
            }

            // Gone between list and inspect: then it is not there.
            if (await session.Containers.FindByIdAsync(listed.ID, cancel) is { } container)
            {
                watched.Add(ContainerReading.From(container));
            }
        }

        return [.. watched.OrderBy(c => c.Name, StringComparer.Ordinal)];
    }
}
