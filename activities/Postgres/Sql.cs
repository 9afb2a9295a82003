using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>One statement, one call.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params IReadOnlyList<string> values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>First column of the first row as text; null for no row and for NULL.</summary>
    public static async Task<string?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params IReadOnlyList<string> values)
    {
        await using var command = Command(connection, sql, values);
        command.AllResultTypesAreUnknown = true;
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>First column of every row as text.</summary>
    public static async Task<IReadOnlyList<string>> ColumnAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancel, params IReadOnlyList<string> values)
    {
        await using var command = Command(connection, sql, values);
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<string> column = [];
        while (await reader.ReadAsync(cancel))
        {
            column.Add(reader.GetString(0));
        }

        return column;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<string> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
