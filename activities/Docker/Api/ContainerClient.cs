using System.Diagnostics;
using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal sealed class ContainerClient(IContainerOperations containers)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(1);

    /// <summary>The container of exactly this name; never one whose id begins with it.</summary>
    internal async Task<ContainerInspectResponse?> FindByNameAsync(string name, CancellationToken cancel)
    {
        DockerNames.RequireName(name);
        var found = await DockerFaults.FindAsync($"inspect container '{name}'", () => containers.InspectContainerAsync(name, cancel), cancel);
        return found?.Name == "/" + name ? found : null;
    }

    internal async Task<ContainerInspectResponse?> FindByIdAsync(string id, CancellationToken cancel)
    {
        DockerNames.RequireId(id);
        var found = await DockerFaults.FindAsync($"inspect container {id}", () => containers.InspectContainerAsync(id, cancel), cancel);
        return found?.ID == id ? found : null;
    }

    internal Task<IList<ContainerListResponse>> ListAsync(CancellationToken cancel) => DockerFaults.ListAsync<ContainerListResponse>(
        "list containers", async () => await containers.ListContainersAsync(new ContainersListParameters { All = true }, cancel), c => DockerNames.IsId(c.ID), cancel);

    internal async Task<string> CreateAsync(CreateContainerParameters parameters, CancellationToken cancel) => (await DockerFaults.AskAsync(
        $"create container '{parameters.Name}'", () => containers.CreateContainerAsync(parameters, cancel), cancel)).ID;

    /// <summary>
    /// Starting a running container is no error. An engine that was killed amid a start may be left unable to start that container ever again
    /// (<c>failed to start shim: … file exists</c>): after <paramref name="patience"/> of such answers, by default 30 s, it fails as
    /// <see cref="FailureTypes.CannotStart"/>. An engine that does not answer is another matter, and for the caller to wait for.
    /// </summary>
    internal async Task StartAsync(string id, CancellationToken cancel, TimeSpan? patience = null)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(BetweenStarts, cancel))
        {
            try
            {
                await DockerFaults.AskAsync($"start container {DockerNames.RequireId(id)}", () => containers.StartContainerAsync(id, null, cancel), cancel);
                return;
            }
            catch (DockerFault fault) when (fault.Status >= HttpStatusCode.InternalServerError)
            {
                if (clock.Elapsed >= (patience ?? StartPatience))
                {
                    throw new ApplicationFailureException(
                        $"{fault.Message} It has said so for {clock.Elapsed.TotalSeconds:0} s; expected it to start what it created. A new run gets a new container.",
                        fault, FailureTypes.CannotStart, nonRetryable: true);
                }

                CurrentActivity.Heartbeat(fault.Message);
            }
        }
    }

    /// <summary>Killing a container that does not run is no error.</summary>
    internal async Task KillAsync(string id, CancellationToken cancel)
    {
        try
        {
            await DockerFaults.AskAsync($"kill container {DockerNames.RequireId(id)}",
                () => containers.KillContainerAsync(id, new ContainerKillParameters { Signal = "KILL" }, cancel), cancel);
        }
        catch (DockerFault fault) when (fault.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
        }
    }

    /// <summary>Standard output and error as they were written, at most the last <paramref name="limit"/> bytes.</summary>
    internal async Task<string> LogsAsync(string id, int limit, CancellationToken cancel)
    {
        DockerNames.RequireId(id);
        using var stream = await DockerFaults.AskAsync($"read the log of container {id}",
            () => containers.GetContainerLogsAsync(id, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Timestamps = false }, cancel), cancel);
        var tail = new Tail(limit);
        var buffer = new byte[16 * 1024];
        while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancel) is { EOF: false } read)
        {
            tail.Add(buffer.AsSpan(0, read.Count));
        }

        return tail.ToString();
    }

    /// <summary>With force and the anonymous volumes, by full id only.</summary>
    internal Task RemoveAsync(string id, CancellationToken cancel) => DockerFaults.AskAsync(
        $"remove container {DockerNames.RequireId(id)}",
        () => containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancel), cancel);
}
