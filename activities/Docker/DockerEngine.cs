using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>One Docker engine. Reads go through one session; whatever changes something opens its own with the scope of its activity.</summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly Uri endpoint;
    private readonly DockerSession programs;

    public DockerEngine(HostOptions host)
    {
        endpoint = host.DockerEndpoint;
        programs = new DockerSession(endpoint, RunScope.Reading with { RunsPrograms = true });
        Reading = new DockerSession(endpoint, RunScope.Reading);
    }

    /// <summary>PostgreSQL's own programs, in any container known by its full id.</summary>
    public IContainerExec Exec => programs.Exec;

    internal DockerSession Reading { get; }

    internal DockerSession For(RunScope scope) => new(endpoint, scope);

    /// <summary>The container of exactly this name, or null.</summary>
    public async Task<ContainerCapture?> FindAsync(string exactName, CancellationToken cancel) =>
        await Reading.Containers.FindByNameAsync(exactName, cancel) is { } container ? ContainerReading.From(container) : null;

    public void Dispose()
    {
        programs.Dispose();
        Reading.Dispose();
    }
}
