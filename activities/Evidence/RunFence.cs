using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>
/// Teardown closes a run's fence; nothing is created behind a closed fence. A late create of a worker thought dead either has the lock,
/// and teardown waits for it, or comes after and is refused. The kernel drops the lock of a killed worker.
/// </summary>
internal sealed class RunFence(HostOptions host)
{
    /// <summary>Runs <paramref name="create"/> under the run's lock; throws <see cref="FailureTypes.RunClosed"/>, never retried, once the run is closed.</summary>
    public async Task<T> CreateAsync<T>(RunRef run, Func<Task<T>> create)
    {
        await using var fence = await AcquireAsync(run, CurrentActivity.Cancel);
        return fence.Length == 0
            ? await create()
            : throw new ApplicationFailureException(
                $"Run '{run.Key}' is closed: its teardown has begun. Expected an open run; nothing was created. Start a new run.",
                FailureTypes.RunClosed,
                nonRetryable: true);
    }

    /// <summary>Waits for the create under way, if any. May be called again.</summary>
    public async Task CloseAsync(RunRef run)
    {
        await using var fence = await AcquireAsync(run, CancellationToken.None);
        if (fence.Length == 0)
        {
            await fence.WriteAsync("closed\n"u8.ToArray());
            fence.Flush(flushToDisk: true);
        }
    }

    private async Task<FileStream> AcquireAsync(RunRef run, CancellationToken cancel)
    {
        var folder = Path.Join(host.Evidence, run.Key);
        AtomicFile.MakeFolder(folder);
        return await LockedFile.OpenExclusiveAsync(
            Path.Join(folder, "fence"), () => CurrentActivity.Heartbeat("waiting for another step of the run to let go of its lock"), cancel);
    }
}
