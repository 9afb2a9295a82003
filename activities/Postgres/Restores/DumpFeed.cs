using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>
/// Hands the dump to the sessions that restore it, reading behind while the file is still being written. The dump goes at its own pace, so production is not
/// held up by the restore.
/// </summary>
internal sealed class DumpFeed : IDisposable
{
    private const int PieceBytes = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly RestoreRequest request;
    private readonly RestoreSession[] sessions;

    private DumpFeed(RestoreRequest request, RestoreSession[] sessions) => (this.request, this.sessions) = (request, sessions);

    public IReadOnlyList<RestoreSession> Sessions => sessions;

    /// <summary>The session whose psql was the first that went away before it should; absent where none did.</summary>
    public int? Gone { get; private set; }

    public static DumpFeed Make(RestoreRequest request, int sessions)
    {
        var socket = RunPaths.Of(request.Target.WorkDirectory).Socket;
        return new DumpFeed(request, [.. Enumerable.Range(0, sessions).Select(_ => RestoreSession.Make(socket))]);
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

    /// <summary>All psqls have ended when it has.</summary>
    /// <param name="begun">The dump that is fed.</param>
    /// <param name="psqls">What reads, one a session; each ends once its pipe is closed.</param>
    /// <param name="told">Comes when a session has told this number.</param>
    /// <param name="cancel">Closes the pipes, and ends the psqls.</param>
    public async Task<FeedEnd> RunAsync(DumpMark begun, IReadOnlyList<Task> psqls, Func<int, Task> told, CancellationToken cancel)
    {
        var path = RunPaths.Of(request.Target.WorkDirectory).Dump;
        await using var dump = ExactFile.Open(path, FileAccess.Read, bufferSize: 1) ?? throw new FileNotFoundException($"Dump '{path}' is absent, expected the run's file. Start a new run.");
        var opened = await Task.WhenAll(sessions.Select((session, index) => session.OpenAsync(psqls[index], cancel)));
        var queue = new RestoreQueue(sessions.Length);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task<FeedEnd>> open =
        [
            // On a thread of its own: a dump that is done is read to its end without a pause.
            Task.Run(() => ReadAsync(dump.SafeFileHandle, begun, queue, stop.Token), CancellationToken.None),
            .. Enumerable.Range(0, sessions.Length).Where(index => opened[index]).Select(index => HandOnAsync(index, dump.SafeFileHandle, queue, told, stop.Token)),
            .. sessions.Select((session, index) => WatchAsync(session, psqls[index])),
        ];
        try
        {
            while (open.Count > 0)
            {
                var ended = await Task.WhenAny(open);
                open.Remove(ended);
                if (await ended is var end and not FeedEnd.Whole)
                {
                    return end;
                }
            }

            return FeedEnd.Whole;
        }
        finally
        {
            // Whatever ended it: nobody goes on with a file that is closed, nor in a database that is dropped.
            await stop.CancelAsync();
            await Task.WhenAll(open.Select(task => Task.WhenAny(task)));
        }
    }

    public void Dispose()
    {
        foreach (var session in sessions)
        {
            session.Dispose();
        }
    }

    private async Task<FeedEnd> HandOnAsync(int session, SafeFileHandle dump, RestoreQueue queue, Func<int, Task> told, CancellationToken cancel)
    {
        await sessions[session].RunAsync(dump, stop => queue.NextAsync(session, stop), told, cancel);
        return FeedEnd.Whole;
    }

    private async Task<FeedEnd> WatchAsync(RestoreSession session, Task psql)
    {
        await Task.WhenAny(psql);
        if (session.Finished)
        {
            return FeedEnd.Whole;
        }

        Gone ??= Array.IndexOf(sessions, session);
        return FeedEnd.NotRead;
    }

    private async Task<FeedEnd> ReadAsync(SafeFileHandle dump, DumpMark begun, RestoreQueue queue, CancellationToken cancel)
    {
        var parts = new DumpParts();
        var buffer = new byte[PieceBytes];
        var read = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var more = RandomAccess.Read(dump, buffer, read);
            if (more > 0)
            {
                read += more;
                queue.Add(parts.Feed(buffer.AsSpan(0, more)));
                continue;
            }

            var now = await MarkAsync(request, cancel);
            if (now?.Attempt != begun.Attempt)
            {
                return FeedEnd.BegunAnew;
            }

            if (now.Record?.Bytes == read)
            {
                queue.Add(parts.End());
                queue.End();
                return FeedEnd.Whole;
            }

            await Task.Delay(Look, cancel);
        }
    }

    /// <summary>A workflow that was told the dump is done says so; else the dump itself does.</summary>
    private static async Task<DumpMark?> MarkAsync(RestoreRequest request, CancellationToken cancel) =>
        request.Dump is { } done ? new DumpMark { Attempt = done.Sha256, Record = done } : await DumpMark.ReadAsync(request.Target.WorkDirectory, cancel);
}

internal enum FeedEnd
{
    /// <summary>Every session was given all that is its own of one dump.</summary>
    Whole,

    /// <summary>What they were given is of a dump that was given up meanwhile.</summary>
    BegunAnew,

    /// <summary>A psql went away.</summary>
    NotRead,
}
