using System.Diagnostics;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>
/// Sees to it that the DR is there for the step that needs it. One that has ended (killed, out of memory, with a daemon that went down) has no
/// restart policy and would keep the step waiting for ever: it is started again, and PostgreSQL recovers what was committed. Where its data were in memory there is
/// nothing to recover, and the run is over.
/// </summary>
internal sealed class DrLifecycle(DockerEngine docker, RunFence fence, DrServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns at once when it runs. Throws <see cref="FailureTypes.WrongServer"/>, never retried, when it is gone, not the run's any more, or has lost its data.</summary>
    public async Task EnsureAsync(DrRef dr, CancellationToken cancel)
    {
        var found = await server.FindAsync(dr.Name, cancel);
        if (found?.Id == dr.ContainerId && found.State is "running" or "paused" or "restarting")
        {
            return;
        }

        await RefuseWithoutDataAsync(dr, cancel);
        await StartAsync(dr, cancel);
        await AwaitReadyAsync(dr, cancel);
    }

    /// <summary>The first start, or another one. Starting what runs is no error.</summary>
    public Task StartAsync(DrRef dr, CancellationToken cancel) => fence.CreateAsync(dr.Run, async () =>
    {
        using var session = Session(dr);
        var found = await session.Containers.FindByIdAsync(dr.ContainerId, cancel);
        if (found is null || found.Name != "/" + dr.Name || !Ownership.Ours(found.Config?.Labels, dr.Run))
        {
            throw new ApplicationFailureException(
                $"DR container '{dr.Name}' ({dr.ContainerId}) is {(found is null ? "gone" : "not the run's any more")}; expected the container that was created. It is not started.",
                FailureTypes.WrongServer, nonRetryable: true);
        }

        await session.Containers.StartAsync(dr.ContainerId, cancel);
        return true;
    });

    /// <summary>
    /// Until initdb or recovery is done and the server that stays is there; before, there is no identity worth reading. Asking is a process in the container
    /// each time, and slows down what it asks after: no server is asked that has not made its socket yet.
    /// </summary>
    public async Task AwaitReadyAsync(DrRef dr, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var found = await NotEndedAsync(dr, cancel);
            if (MayListen(found) && await server.IsReadyAsync(dr, cancel))
            {
                return;
            }

            if (clock.Elapsed > Patience)
            {
                throw PostgresFailure.Create(
                    PostgresFailure.Unavailable,
                    $"PostgreSQL in container '{dr.Name}' takes no connection after {Patience.TotalSeconds:0} s; look at `docker logs {dr.ContainerId[..12]}`.",
                    retry: true);
            }

            CurrentActivity.Heartbeat($"waiting for PostgreSQL in '{dr.Name}'");
            await Task.Delay(Look, cancel);
        }
    }

    /// <summary>A volume in memory is emptied when its container ends: what was started again would be another server, without production's copy.</summary>
    private async Task RefuseWithoutDataAsync(DrRef dr, CancellationToken cancel)
    {
        var found = await docker.Reading.Containers.FindByIdAsync(dr.ContainerId, cancel);
        if (found is { State.Running: false } && found.Mounts?.FirstOrDefault(m => m.Destination == DrServer.DataDirectory)?.Name is { Length: > 0 } name
            && await docker.Reading.Volumes.FindAsync(name, cancel) is { } volume && VolumeStorage.Megabytes(volume.Options) > 0)
        {
            throw new ApplicationFailureException(
                $"DR container '{dr.Name}' ({dr.ContainerId}) has ended with exit code {found.State.ExitCode}; expected it to run, since its data were in memory (dr.dataInMemoryMegabytes) and are "
                + "gone with it. It is not started again; start a new run.",
                FailureTypes.WrongServer, nonRetryable: true);
        }
    }

    private DockerSession Session(DrRef dr) => docker.For(new RunScope { Run = dr.Run, Containers = [dr.Name] });

    /// <summary>
    /// False where the socket that the worker will use is not there: PostgreSQL makes it when it begins to listen. True says less, since one that was killed leaves
    /// its socket behind, and a container that is gone is for the question to tell.
    /// </summary>
    private static bool MayListen(ContainerInspectResponse? found) =>
        found?.Mounts?.FirstOrDefault(m => m.Destination == DrSocket.Directory) is not { } mount || File.Exists(Path.Combine(mount.Source, DrSocket.File));

    /// <summary>Throws, to be tried again, when it has ended: with its last word, since nobody else is told why. One that is gone is the next attempt's to tell.</summary>
    private async Task<ContainerInspectResponse?> NotEndedAsync(DrRef dr, CancellationToken cancel)
    {
        using var session = Session(dr);
        var found = await session.Containers.FindByIdAsync(dr.ContainerId, cancel);
        if (found is null or { State.Running: true })
        {
            return found;
        }

        // Statements are logged by the collector, into a file: no row can be in what the container says.
        var said = (await session.Containers.LogsAsync(dr.ContainerId, 4096, cancel)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        throw PostgresFailure.Create(
            PostgresFailure.Unavailable,
            $"DR container '{dr.Name}': expected a server that takes connections, found that it ended with exit code {found.State?.ExitCode}; "
            + $"its last word is '{said.LastOrDefault()}'. It is started again; `docker logs {dr.ContainerId[..12]}` has all it said.",
            retry: true);
    }
}
