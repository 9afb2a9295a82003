using System.Runtime.InteropServices;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Postgres.Dumps;

/// <summary>
/// Hands the dump to the DR's psql through a named pipe in the DR's socket directory, reading behind while the file is still being written. The dump goes at its
/// own pace, so production is not held up by the restore.
/// </summary>
internal sealed class DumpFeed : IDisposable
{
    private const int PipeBytes = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly RestoreRequest request;
    private readonly DirectoryHandle directory;
    private readonly string name = $"dr_src.{Guid.NewGuid():N}";
    private long offset;

    private DumpFeed(RestoreRequest request, DirectoryHandle directory) => (this.request, this.directory) = (request, directory);

    /// <summary>What psql reads, as the container sees it.</summary>
    public string PathInContainer => $"/sock/{name}";

    public long Bytes => Interlocked.Read(ref offset);

    public static DumpFeed Make(RestoreRequest request)
    {
        var path = RunPaths.Of(request.Target.WorkDirectory).Socket;
        var feed = new DumpFeed(request, DirectoryHandle.Open(path) ?? throw new DirectoryNotFoundException($"Directory '{path}' is absent, expected the DR's socket in it. Start a new run."));
        feed.directory.MakePipe(feed.name, OwnedDirectory.PrivateFile);
        return feed;
    }

    /// <summary>The dump that is there, or will be.</summary>
    public static async Task<DumpMark> BegunAsync(RestoreRequest request, CancellationToken cancel)
    {
        while (true)
        {
            if (await MarkAsync(request, cancel) is { } mark)
            {
                return mark;
            }

            await Task.Delay(Look, cancel);
        }
    }

    /// <param name="begun">The dump that is fed.</param>
    /// <param name="psql">What reads; it ends once the pipe is closed.</param>
    /// <param name="cancel">Closes the pipe.</param>
    public async Task<FeedEnd> RunAsync(DumpMark begun, Task psql, CancellationToken cancel)
    {
        var path = RunPaths.Of(request.Target.WorkDirectory).Dump;
        await using var dump = ExactFile.Open(path, FileAccess.Read) ?? throw new FileNotFoundException($"Dump '{path}' is absent, expected the run's file. Start a new run.");
        using var pipe = await OpenAsync(psql, cancel);
        if (pipe is null)
        {
            return FeedEnd.NotRead;
        }

        _ = Posix.WidenPipe(pipe, PipeBytes);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var moved = Posix.Splice(dump.SafeFileHandle, ref offset, pipe, PipeBytes);
            if (moved == 0)
            {
                var now = await MarkAsync(request, cancel);
                if (now?.Attempt != begun.Attempt)
                {
                    return FeedEnd.BegunAnew;
                }

                if (now.Record?.Bytes == Bytes)
                {
                    return FeedEnd.Whole;
                }

                await Task.Delay(Look, cancel);
            }
            else if (moved < 0)
            {
                switch (Marshal.GetLastPInvokeError())
                {
                    case Posix.WouldBlock:
                        await Task.Delay(Moment, cancel);
                        break;
                    case Posix.BrokenPipe:
                        return FeedEnd.NotRead;
                    default:
                        throw Posix.Error($"Dump '{path}' could not be handed to the DR");
                }
            }
        }
    }

    public void Dispose()
    {
        directory.Unlink(name);
        directory.Dispose();
    }

    private async Task<SafeFileHandle?> OpenAsync(Task psql, CancellationToken cancel)
    {
        while (!psql.IsCompleted)
        {
            if (directory.OpenPipe(name) is { } pipe)
            {
                return pipe;
            }

            await Task.Delay(Look, cancel);
        }

        return null;
    }

    /// <summary>A workflow that was told the dump is done says so; else the dump itself does.</summary>
    private static async Task<DumpMark?> MarkAsync(RestoreRequest request, CancellationToken cancel) =>
        request.Dump is { } done ? new DumpMark { Attempt = done.Sha256, Record = done } : await DumpMark.ReadAsync(request.Target.WorkDirectory, cancel);
}

internal enum FeedEnd
{
    /// <summary>psql was given all of one dump.</summary>
    Whole,

    /// <summary>What psql was given is of a dump that was given up meanwhile.</summary>
    BegunAnew,

    /// <summary>psql went away.</summary>
    NotRead,
}
