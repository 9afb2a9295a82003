using System.Runtime.InteropServices;
using System.Text;
using DotIuCutter.Temporal.Activities.Host;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>One psql of a restore, and the named pipe in the DR's socket directory that it reads.</summary>
internal sealed class RestoreSession : IDisposable
{
    private const int PipeBytes = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    // A quarter of what a full pipe lasts.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(4);

    private readonly DirectoryHandle directory;
    private readonly string name = $"dr_src.{Guid.NewGuid():N}";
    private SafeFileHandle? pipe;
    private long run;

    private RestoreSession(DirectoryHandle directory) => this.directory = directory;

    /// <summary>What psql reads, as the container sees it.</summary>
    public string PathInContainer => $"/sock/{name}";

    /// <summary>True when psql was handed all that is its own: now it may end.</summary>
    public bool Finished { get; private set; }

    /// <summary>Bytes that psql was handed.</summary>
    public long Bytes => Interlocked.Read(ref run);

    public static RestoreSession Make(string socketDirectory)
    {
        var session = new RestoreSession(DirectoryHandle.Open(socketDirectory)
            ?? throw new DirectoryNotFoundException($"Directory '{socketDirectory}' is absent, expected the DR's socket in it. Start a new run."));
        session.directory.MakePipe(session.name, OwnedDirectory.PrivateFile);
        return session;
    }

    /// <summary>Waits until psql reads. False when it went away before.</summary>
    public async Task<bool> OpenAsync(Task psql, CancellationToken cancel)
    {
        while (!psql.IsCompleted)
        {
            pipe = directory.OpenPipe(name);
            if (pipe is not null)
            {
                _ = Posix.WidenPipe(pipe, PipeBytes);
                return true;
            }

            await Task.Delay(Look, cancel);
        }

        return false;
    }

    /// <summary>Does one step after the other, or as many as psql reads, and closes the pipe, at which psql ends.</summary>
    /// <param name="dump">Where the bytes are.</param>
    /// <param name="next">The next step.</param>
    /// <param name="told">Comes when another session has told this number.</param>
    /// <param name="cancel">Closes the pipe.</param>
    public async Task RunAsync(SafeFileHandle dump, Func<CancellationToken, Task<RestoreStep>> next, Func<int, Task> told, CancellationToken cancel)
    {
        using var reader = pipe ?? throw new InvalidOperationException("A session runs after its pipe was opened.");
        while (await next(cancel) is var step && step is not RestoreStep.Close)
        {
            if (!await DoAsync(step, dump, told, reader, cancel))
            {
                return;
            }
        }

        Finished = true;
    }

    public void Dispose()
    {
        pipe?.Dispose();
        directory.Unlink(name);
        directory.Dispose();
    }

    private async Task<bool> DoAsync(RestoreStep step, SafeFileHandle dump, Func<int, Task> told, SafeFileHandle reader, CancellationToken cancel)
    {
        switch (step)
        {
            case RestoreStep.Run bytes:
                return await HandOnAsync(dump, bytes, reader, cancel);
            case RestoreStep.Tell tell:
                return await WriteAsync(RestoreSignals.Tell(tell.Number), reader, cancel);
            case RestoreStep.Await other:
                await told(other.Number).WaitAsync(cancel);
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "not a step");
        }
    }

    private async Task<bool> HandOnAsync(SafeFileHandle dump, RestoreStep.Run bytes, SafeFileHandle reader, CancellationToken cancel)
    {
        var at = bytes.From;
        while (at < bytes.To)
        {
            var before = at;
            var moved = Posix.Splice(dump, ref at, reader, (int)Math.Min(PipeBytes, bytes.To - at));
            if (moved == 0)
            {
                throw new EndOfStreamException($"The dump ends at {before}, expected bytes up to {bytes.To}; tried again.");
            }

            if (moved < 0 && !await GoesOnAsync(cancel))
            {
                return false;
            }

            Interlocked.Add(ref run, at - before);
        }

        return true;
    }

    private static async Task<bool> WriteAsync(string sql, SafeFileHandle reader, CancellationToken cancel)
    {
        ReadOnlyMemory<byte> left = Encoding.ASCII.GetBytes(sql);
        while (!left.IsEmpty)
        {
            var written = Posix.Write(reader, left.Span);
            if (written < 0 && !await GoesOnAsync(cancel))
            {
                return false;
            }

            left = left[(int)Math.Max(written, 0)..];
        }

        return true;
    }

    /// <summary>After a call that moved nothing: a full pipe has room a moment later. False when nobody reads it any more.</summary>
    private static async Task<bool> GoesOnAsync(CancellationToken cancel)
    {
        switch (Marshal.GetLastPInvokeError())
        {
            case Posix.WouldBlock:
                await Task.Delay(Moment, cancel);
                return true;
            case Posix.BrokenPipe:
                return false;
            default:
                throw Posix.Error("The dump could not be handed to the DR");
        }
    }
}
