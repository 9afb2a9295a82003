using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Provision;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>
/// A session on the DR that does parts of a dump, byte by byte as they stand in the file. It is gone with its worker, and PostgreSQL then keeps nothing of a COPY that was not
/// ended.
/// </summary>
internal sealed class RestoreSession(NpgsqlConnection connection, SafeFileHandle dump) : IRestoreSession
{
    /// <summary>Small enough to stay in a core's cache between the file and the socket.</summary>
    private const int PieceBytes = 1 << 17;

    private readonly byte[] piece = new byte[PieceBytes];

    /// <summary>Npgsql has the server cancel what it does before it lets go, so it is not told on the thread that wants to stop.</summary>
    private readonly CancellationTokenSource ending = new();
    private Task doing = Task.CompletedTask;
    private NpgsqlCopyTextWriter? copy;

    public static async Task<RestoreSession> OpenAsync(DrTarget target, SafeFileHandle dump, int sessions, CancellationToken cancel) =>
        new(await DrConnection.RestoreAsync(target, sessions, cancel), dump);

    public Task DoAsync(DumpPart part, CancellationToken cancel)
    {
        doing = PartAsync(part, ending.Token);
        return doing.WaitAsync(cancel);
    }

    /// <summary>Ends what is under way without keeping it. Waits for a server that does not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAny(doing);
        await connection.DisposeAsync();
        ending.Dispose();
    }

    private Task PartAsync(DumpPart part, CancellationToken cancel) => part switch
    {
        DumpPart.Statement => Sql.ExecuteAsync(connection, Text(part), cancel),
        DumpPart.Copy begun => BeginAsync(begun.Command, cancel),
        DumpPart.Rows rows => HandOnAsync(rows, cancel),

        // These two keep psql from obeying lines of the dump; nobody here would.
        DumpPart.MetaCommand { Word: "\\restrict" or "\\unrestrict" } => Task.CompletedTask,
        DumpPart.MetaCommand line => throw PostgresFailure.New(
            PostgresFailure.Refused, $"The dump holds a line for psql, '{line.Word}', expected none but '\\restrict' and '\\unrestrict'. Make it with pg_dump, of one database.", retry: false),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part"),
    };

    private async Task BeginAsync(string command, CancellationToken cancel) => copy = await connection.BeginTextImportAsync(command, cancel);

    private async Task HandOnAsync(DumpPart.Rows rows, CancellationToken cancel)
    {
        var writer = copy ?? throw new InvalidOperationException("Rows come after their COPY.");
        for (var at = rows.From; at < rows.To;)
        {
            var read = Read(piece.AsSpan(0, (int)Math.Min(PieceBytes, rows.To - at)), at);
            await writer.BaseStream.WriteAsync(piece.AsMemory(0, read), cancel);
            at += read;
        }

        if (rows.Last)
        {
            copy = null;
            await writer.DisposeAsync();
        }
    }

    private string Text(DumpPart part)
    {
        var bytes = new byte[part.To - part.From];
        for (var at = 0; at < bytes.Length;)
        {
            at += Read(bytes.AsSpan(at), part.From + at);
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private int Read(Span<byte> bytes, long at) => RandomAccess.Read(dump, bytes, at) is var read and > 0
        ? read
        : throw new InvalidDataException($"The dump ends at {at}, expected bytes up to {at + bytes.Length}; tried again.");
}
