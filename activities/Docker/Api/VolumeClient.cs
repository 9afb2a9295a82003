using Docker.DotNet;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal sealed class VolumeClient(IVolumeOperations volumes)
{
    internal Task<VolumeResponse?> FindAsync(string name, CancellationToken cancel) => DockerFaults.FindAsync(
        $"inspect volume '{DockerNames.RequireName(name)}'", () => volumes.InspectAsync(name, cancel), cancel);

    internal async Task<IReadOnlyList<VolumeResponse>> ListAsync(CancellationToken cancel) =>
        [.. await DockerFaults.ListAsync("list volumes", async () => await volumes.ListAsync(cancel) is { } answer ? answer.Volumes ?? [] : null, v => v.Name is not null, cancel)];

    /// <summary>On an existing name Docker answers with the old volume and its old labels: inspect it afterwards.</summary>
    internal Task CreateAsync(string name, IDictionary<string, string> labels, IDictionary<string, string> options, CancellationToken cancel) => DockerFaults.AskAsync(
        $"create volume '{DockerNames.RequireName(name)}'",
        () => volumes.CreateAsync(new VolumesCreateParameters { Name = name, Driver = "local", DriverOpts = options, Labels = labels }, cancel), cancel);

    /// <summary>By exact name and never with force.</summary>
    internal Task RemoveAsync(string name, CancellationToken cancel) => DockerFaults.AskAsync(
        $"remove volume '{DockerNames.RequireName(name)}'", () => volumes.RemoveAsync(name, null, cancel), cancel);
}
