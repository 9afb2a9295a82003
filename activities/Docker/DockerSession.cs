using Docker.DotNet;
using Docker.DotNet.Unix;

namespace DotIuCutter.Temporal.Activities.Docker;

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
        Containers = new ContainerPort(client.Containers);
        Volumes = new VolumePort(client.Volumes);
        Networks = new NetworkPort(client.Networks);
        Images = new ImagePort(client.Images);
        System = new SystemPort(client.System);
        Exec = new ExecPort(client.Exec, Containers);
    }

    internal ContainerPort Containers { get; }

    internal VolumePort Volumes { get; }

    internal NetworkPort Networks { get; }

    internal ImagePort Images { get; }

    internal SystemPort System { get; }

    internal ExecPort Exec { get; }

    public void Dispose() => client.Dispose();
}
