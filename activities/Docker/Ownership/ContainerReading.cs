using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>Docker's answer in the form that is kept and compared; lists are sorted, since Docker's order is not stable.</summary>
internal static class ContainerReading
{
    internal static ContainerCapture From(ContainerInspectResponse container) => new()
    {
        Name = container.Name?.TrimStart('/') ?? "",
        Id = container.ID ?? "",
        Image = container.Image ?? "",
        StartedAt = container.State?.StartedAt ?? "",
        RestartCount = container.RestartCount,
        State = container.State?.Status ?? "",
        Mounts = [.. Mounts(container).Order(StringComparer.Ordinal)],
        Networks = [.. (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>())
            .Select(n => $"{n.Key} {n.Value?.NetworkID}".TrimEnd()).Order(StringComparer.Ordinal)],
    };

    internal static IEnumerable<string> AnonymousVolumes(ContainerInspectResponse container) =>
        Listed(container).Where(m => m.Type == "volume" && DockerNames.IsId(m.Name)).Select(m => m.Name ?? "");

    private static IEnumerable<MountPoint> Listed(ContainerInspectResponse container) => (container.Mounts ?? []).OfType<MountPoint>();

    private static IEnumerable<string> Mounts(ContainerInspectResponse container) =>
        Listed(container).Select(m => $"{m.Type} {(string.IsNullOrEmpty(m.Name) ? m.Source : m.Name)} -> {m.Destination}{(m.RW ? "" : " (ro)")}");
}
