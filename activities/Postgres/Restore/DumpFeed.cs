using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>
/// Reads the dump and hands it to the sessions that restore it, while the file is still being written. The dump goes at its own pace, so the restore does not hold
/// production up.
/// </summary>
/// <param name="options">Whose dump it is.</param>
/// <param name="dump">The dump that is fed.</param>
/// <param name="file">Its file.</param>
internal sealed class DumpFeed(RestoreOptions options, DumpMark dump, SafeFileHandle file)
{
    private const int BufferBytes = 1 << 20;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>From which the sessions read what they are told to run.</summary>
    public SafeFileHandle File => file;

    /// <summary>Returns the dump that is there, or the next that is begun.</summary>
    public static async Task<DumpMark> WaitForDumpAsync(RestoreOptions options, CancellationToken cancel)
    {
        while (true)
        {
            if (await ReadMarkAsync(options, cancel) is { } mark)
            {
                return mark;
            }

            await Task.Delay(PollInterval, cancel);
        }
    }

    /// <summary>
    /// Returns true when all of it is restored, and false when another dump was begun meanwhile in its place. Throws what the first session that failed did.
    /// </summary>
    public async Task<bool> RunAsync(IReadOnlyList<IRestoreSession> sessions, CancellationToken cancel)
    {
        var queue = new RestoreQueue(sessions.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task<bool>> running =
        [
            // On a thread of its own: a dump that is done is read to its end without a pause.
            Task.Run(() => ReadAsync(queue, stop.Token), CancellationToken.None),
            .. sessions.Select((session, index) => RunSessionAsync(session, index, queue, stop.Token)),
        ];
        try
        {
            while (running.Count > 0)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                if (!await ended)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            // However it ended: no session goes on with a file that is closed, or in a database that is dropped.
            await stop.CancelAsync();
            await Task.WhenAll(running.Select(task => Task.WhenAny(task)));
        }
    }

    private static async Task<bool> RunSessionAsync(IRestoreSession session, int index, RestoreQueue queue, CancellationToken cancel)
    {
        while (await queue.NextAsync(index, cancel) is RestoreStep.Run step)
        {
            await session.RunAsync(step.Piece, cancel);
        }

        return true;
    }

    private async Task<bool> ReadAsync(RestoreQueue queue, CancellationToken cancel)
    {
        var parts = new DumpParts();
        var buffer = new byte[BufferBytes];
        var read = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var more = RandomAccess.Read(file, buffer, read);
            if (more > 0)
            {
                read += more;
                queue.Add(parts.Feed(buffer.AsSpan(0, more)));
                continue;
            }

            var now = await ReadMarkAsync(options, cancel);
            if (now?.Attempt != dump.Attempt)
            {
                return false;
            }

            if (now.Record?.Bytes == read)
            {
                queue.Add(parts.End());
                queue.End();
                return true;
            }

            await Task.Delay(PollInterval, cancel);
        }
    }

    /// <summary>What the caller knows of a finished dump, else what the dump's own mark says.</summary>
    private static async Task<DumpMark?> ReadMarkAsync(RestoreOptions options, CancellationToken cancel) =>
        options.Dump is { } done ? new DumpMark { Attempt = done.Sha256, Record = done } : await DumpMark.ReadAsync(options.Target.WorkDirectory, cancel);
}
