using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>One digest of where all sequences stand. PostgreSQL does not roll them back, so they are reported apart from rows.</summary>
internal static class SequenceFingerprint
{
    private const string Query =
        "SELECT pg_catalog.format('%I.%I %s', schemaname, sequencename, coalesce(last_value::text, 'unused')) FROM pg_catalog.pg_sequences ORDER BY 1";

    /// <summary>64 hex digits.</summary>
    public static async Task<string> ReadAsync(NpgsqlConnection connection, CancellationToken cancel) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', await Sql.ColumnAsync(connection, Query, cancel)))));
}
