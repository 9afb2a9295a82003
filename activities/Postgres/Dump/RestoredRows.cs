using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Gates;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>Row counts of the dump file and of the database restored from it.</summary>
internal static class RestoredRows
{
    /// <summary>Counts in the file as it is now, so that a file that was changed is found: every table that has a COPY block, empty ones too.</summary>
    public static async Task<IReadOnlyDictionary<QualifiedName, long>> InDumpAsync(string path, CancellationToken cancel)
    {
        var meter = new DumpMeter();
        await using var file = DumpFile.Read(path);
        var buffer = new byte[1 << 18];
        int read;
        while ((read = await file.ReadAsync(buffer, cancel)) > 0)
        {
            meter.Feed(buffer.AsSpan(0, read));
        }

        return meter.Rows;
    }

    /// <summary>Counts in the database. A table that is absent counts -1. Partitions and parents are counted apart, as the dump lists them.</summary>
    public static async Task<IReadOnlyDictionary<QualifiedName, long>> InDatabaseAsync(
        DrTarget target, IEnumerable<QualifiedName> tables, CancellationToken cancel)
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, cancel);
        SortedDictionary<QualifiedName, long> rows = [];
        foreach (var table in tables)
        {
            CurrentActivity.Heartbeat($"counting {table}");
            rows[table] = await CountAsync(connection, table, cancel);
        }

        return rows;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, QualifiedName table, CancellationToken cancel)
    {
        try
        {
            var name = $"{SqlText.Identifier(table.Schema)}.{SqlText.Identifier(table.Name)}";
            return long.Parse(await Sql.ScalarAsync(connection, $"SELECT count(*) FROM ONLY {name}", cancel) ?? "-1", CultureInfo.InvariantCulture);
        }
        catch (PostgresException absent) when (absent.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return -1;
        }
    }
}
