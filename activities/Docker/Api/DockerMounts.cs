using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal static class DockerMounts
{
    internal static Mount From(ScopeMount mount) => new() { Type = mount.Type, Source = mount.Source, Target = mount.Target, ReadOnly = mount.ReadOnly };

    /// <summary>The run's network by id, with the container's exact name as its DNS name there.</summary>
    internal static NetworkingConfig OnlyNetwork(string networkId, string alias) => new()
    {
        EndpointsConfig = new Dictionary<string, EndpointSettings> { [networkId] = new() { Aliases = [alias] } },
    };
}
