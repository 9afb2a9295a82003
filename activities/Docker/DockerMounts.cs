using Docker.DotNet.Models;

namespace DotIuCutter.Temporal.Activities.Docker;

internal static class DockerMounts
{
    internal static Mount Of(ScopeMount mount) => new() { Type = mount.Type, Source = mount.Source, Target = mount.Target, ReadOnly = mount.ReadOnly };

    /// <summary>The run's network by id, with the container's exact name as its DNS name there.</summary>
    internal static NetworkingConfig OnlyNetwork(string networkId, string alias) => new()
    {
        EndpointsConfig = new Dictionary<string, EndpointSettings> { [networkId] = new() { Aliases = [alias] } },
    };
}
