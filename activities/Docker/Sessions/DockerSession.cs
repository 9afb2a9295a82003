using Docker.DotNet;
using Docker.DotNet.Unix;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;

namespace DotIuCutter.Temporal.Activities.Docker.Sessions;

/// <summary>A client that can do no more than its scope allows.</summary>
internal sealed class DockerSession : IDisposable
{
    // A stopped daemon (SIGSTOP) must become a fault that Temporal retries, not a hang.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly DockerClient client;

    internal DockerSession(Uri endpoint, RunScope scope)
    {
        if (endpoint.Scheme != "unix")
        {
            throw new ArgumentException($"Docker endpoint '{endpoint}' is not a unix socket; expected unix:///PATH.");
        }

        client = new DockerClientBuilder()
            .WithEndpoint(endpoint)
            .WithTimeout(Timeout)
            .WithTransportOptions(new GuardedTransport(scope), new UnixSocketTransportOptions())
            .Build();
        Containers = new ContainerClient(client.Containers);
        Volumes = new VolumeClient(client.Volumes);
        Networks = new NetworkClient(client.Networks);
        Images = new ImageClient(client.Images);
        System = new SystemClient(client.System);
        Exec = new ExecClient(client.Exec, Containers);
    }

    internal ContainerClient Containers { get; }

    internal VolumeClient Volumes { get; }

    internal NetworkClient Networks { get; }

    internal ImageClient Images { get; }

    internal SystemClient System { get; }

    internal ExecClient Exec { get; }

    public void Dispose() => client.Dispose();
}
