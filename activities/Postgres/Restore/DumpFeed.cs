using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Workflows.Provision;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>
/// Hands the dump to the sessions that restore it, reading behind while the file is still being written. The dump goes at its own pace, so production is not
/// held up by the restore.
/// </summary>
/// <param name="request">Whose dump it is.</param>
/// <param name="begun">The dump that is fed.</param>
/// <param name="dump">Its file.</param>
internal sealed class DumpFeed(RestoreRequest request, DumpMark begun, SafeFileHandle dump)
{
    private const int PieceBytes = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

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

    /// <summary>Returns true when all of it is restored, false when it was given up for another meanwhile. Throws what the first session that failed did.</summary>
    public async Task<bool> RunAsync(IReadOnlyList<IRestoreSession> sessions, CancellationToken cancel)
    {
        var queue = new RestoreQueue(sessions.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task<bool>> open =
        [
            // On a thread of its own: a dump that is done is read to its end without a pause.
            Task.Run(() => ReadAsync(queue, stop.Token), CancellationToken.None),
            .. sessions.Select((session, index) => HandOnAsync(session, index, queue, stop.Token)),
        ];
        try
        {
            while (open.Count > 0)
            {
                var ended = await Task.WhenAny(open);
                open.Remove(ended);
                if (!await ended)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            // Whatever ended it: nobody goes on with a file that is closed, nor in a database that is dropped.
            await stop.CancelAsync();
            await Task.WhenAll(open.Select(task => Task.WhenAny(task)));
        }
    }

    private static async Task<bool> HandOnAsync(IRestoreSession session, int index, RestoreQueue queue, CancellationToken cancel)
    {
        while (await queue.NextAsync(index, cancel) is RestoreStep.Run step)
        {
            await session.DoAsync(step.Part, cancel);
        }

        return true;
    }

    private async Task<bool> ReadAsync(RestoreQueue queue, CancellationToken cancel)
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
                return false;
            }

            if (now.Record?.Bytes == read)
            {
                queue.Add(parts.End());
                queue.End();
                return true;
            }

            await Task.Delay(Look, cancel);
        }
    }

    /// <summary>A workflow that was told the dump is done says so; else the dump itself does.</summary>
    private static async Task<DumpMark?> MarkAsync(RestoreRequest request, CancellationToken cancel) =>
        request.Dump is { } done ? new DumpMark { Attempt = done.Sha256, Record = done } : await DumpMark.ReadAsync(request.Target.WorkDirectory, cancel);
}
