using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Captures;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>One Docker engine.</summary>
internal sealed class DockerEngine(HostOptions host)
{
    public IContainerExec Exec => throw new NotSupportedException($"No engine at {host.DockerEndpoint}.");

    public Task<ContainerCapture?> FindAsync(string exactName, CancellationToken cancel) =>
        throw new NotSupportedException($"No engine at {host.DockerEndpoint} to find '{exactName}'.");
}
