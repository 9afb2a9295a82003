using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
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

    private readonly Channel<RestoreStep> steps = Channel.CreateUnbounded<RestoreStep>(new() { SingleReader = true, SingleWriter = true });
    private readonly DirectoryHandle directory;
    private readonly string name = $"dr_src.{Guid.NewGuid():N}";
    private SafeFileHandle? pipe;
    private long given;
    private long run;

    private RestoreSession(DirectoryHandle directory) => this.directory = directory;

    /// <summary>What psql reads, as the container sees it.</summary>
    public string PathInContainer => $"/sock/{name}";

    /// <summary>True when psql was handed all that it was given: now it may end.</summary>
    public bool Finished { get; private set; }

    /// <summary>Bytes that psql was handed.</summary>
    public long Bytes => Interlocked.Read(ref run);

    /// <summary>Bytes that it was given and not handed yet.</summary>
    public long Pending => Interlocked.Read(ref given) - Bytes;

    public static RestoreSession Make(string socketDirectory)
    {
        var session = new RestoreSession(DirectoryHandle.Open(socketDirectory)
            ?? throw new DirectoryNotFoundException($"Directory '{socketDirectory}' is absent, expected the DR's socket in it. Start a new run."));
        session.directory.MakePipe(session.name, OwnedDirectory.PrivateFile);
        return session;
    }

    public void Give(RestoreStep step)
    {
        if (step is RestoreStep.Run bytes)
        {
            Interlocked.Add(ref given, bytes.To - bytes.From);
        }

        steps.Writer.TryWrite(step);
    }

    /// <summary>There is nothing more to do than what was given.</summary>
    public void End() => steps.Writer.Complete();

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

    /// <summary>Does what it is given, or as much of it as psql reads, and closes the pipe, at which psql ends.</summary>
    /// <param name="dump">Where the bytes are.</param>
    /// <param name="told">Comes when another session has told this number.</param>
    /// <param name="cancel">Closes the pipe.</param>
    public async Task RunAsync(SafeFileHandle dump, Func<int, Task> told, CancellationToken cancel)
    {
        using var reader = pipe ?? throw new InvalidOperationException("A session runs after its pipe was opened.");
        await foreach (var step in steps.Reader.ReadAllAsync(cancel))
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
