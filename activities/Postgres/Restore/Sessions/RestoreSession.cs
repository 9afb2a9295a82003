using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;

/// <summary>
/// A session on the DR that runs pieces of a dump, byte by byte as they stand in the file. It ends with its worker, and PostgreSQL then keeps nothing of a COPY that was
/// not ended.
/// </summary>
internal sealed class RestoreSession(NpgsqlConnection connection, SafeFileHandle dump) : IRestoreSession
{
    /// <summary>Small enough to stay in a core's cache between the file and the socket.</summary>
    private const int BufferBytes = 1 << 17;

    private readonly byte[] buffer = new byte[BufferBytes];

    /// <summary>Npgsql waits until the server has cancelled, so the caller only stops waiting, and the session is ended when it is disposed.</summary>
    private readonly CancellationTokenSource ending = new();
    private Task running = Task.CompletedTask;
    private NpgsqlCopyTextWriter? copy;

    public static async Task<RestoreSession> OpenAsync(DrTarget target, SafeFileHandle dump, int sessions, CancellationToken cancel) =>
        new(await DrConnection.RestoreAsync(target, sessions, cancel), dump);

    public Task RunAsync(DumpPiece piece, CancellationToken cancel)
    {
        running = RunPieceAsync(piece, ending.Token);
        return running.WaitAsync(cancel);
    }

    /// <summary>Ends what is under way without keeping it. Waits for a server that does not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAny(running);
        await connection.DisposeAsync();
        ending.Dispose();
    }

    private Task RunPieceAsync(DumpPiece piece, CancellationToken cancel) => piece switch
    {
        DumpPiece.SqlStatement => Sql.ExecuteAsync(connection, StatementText.Decode(piece, Bytes(piece)), cancel),
        DumpPiece.Copy begun => BeginCopyAsync(begun, cancel),
        DumpPiece.Rows rows => WriteRowsAsync(rows, cancel),

        // These two keep psql from obeying lines of the dump; no line is obeyed here.
        DumpPiece.MetaCommand { Command: "\\restrict" or "\\unrestrict" } => Task.CompletedTask,
        DumpPiece.MetaCommand line => throw PostgresFailure.Create(
            PostgresFailure.Refused, $"The dump holds a line for psql, '{line.Command}', expected none but '\\restrict' and '\\unrestrict'. Make it with pg_dump, of one database.", retry: false),
        _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, "No such piece of a dump."),
    };

    private async Task BeginCopyAsync(DumpPiece.Copy begun, CancellationToken cancel)
    {
        // Npgsql takes no comment before COPY, so it is given the text without them; the bytes are decoded to judge them.
        StatementText.Decode(begun, Bytes(begun));
        copy = await connection.BeginTextImportAsync(begun.Text, cancel);
    }

    private async Task WriteRowsAsync(DumpPiece.Rows rows, CancellationToken cancel)
    {
        var writer = copy ?? throw new InvalidOperationException("Rows come after their COPY.");
        for (var at = rows.From; at < rows.To;)
        {
            var read = Read(buffer.AsSpan(0, (int)Math.Min(BufferBytes, rows.To - at)), at);
            await writer.BaseStream.WriteAsync(buffer.AsMemory(0, read), cancel);
            at += read;
        }

        if (rows.Last)
        {
            copy = null;
            await writer.DisposeAsync();
        }
    }

    private byte[] Bytes(DumpPiece piece)
    {
        var bytes = new byte[piece.To - piece.From];
        for (var at = 0; at < bytes.Length;)
        {
            at += Read(bytes.AsSpan(at), piece.From + at);
        }

        return bytes;
    }

    private int Read(Span<byte> bytes, long at) => RandomAccess.Read(dump, bytes, at) is var read and > 0
        ? read
        : throw new InvalidDataException($"The dump ends at {at}, expected bytes up to {at + bytes.Length}; tried again.");
}
