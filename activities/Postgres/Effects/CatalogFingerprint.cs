using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>
/// One digest of all that logical decoding does not show: every system catalog of a database, its roles and settings, large objects, and unlogged tables.
/// Two digests are compared within one database, so oids may count; statistics, and what vacuum or a mere lock touches, may not.
/// </summary>
internal static class CatalogFingerprint
{
    /// <summary>Kept by planner, vacuum and checkpoints, not by DDL.</summary>
    private const string Volatile =
        """
        ARRAY['relpages', 'reltuples', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid', 'relfilenode',
              'relhasindex', 'relhasrules', 'relhastriggers', 'relhassubclass', 'indcheckxmin', 'datfrozenxid', 'datminmxid', 'dathasloginevt']
        """;

    private const string Catalogs =
        """
        SELECT c.relname::text FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT c.relisshared
          AND c.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data', 'pg_largeobject')
        ORDER BY 1
        """;

    private const string Unlogged =
        """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relpersistence = 'u' AND c.relkind IN ('r', 'm') ORDER BY 1
        """;

    /// <summary>64 hex digits.</summary>
    public static async Task<string> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var catalog in await Sql.ColumnAsync(connection, Catalogs, cancel))
        {
            await AddAsync(catalog, $"pg_catalog.{SqlText.Identifier(catalog)} AS r", $"(pg_catalog.to_jsonb(r) - {Volatile})::text");
        }

        await AddAsync("pg_database", "pg_catalog.pg_database AS r WHERE r.datname = pg_catalog.current_database()", $"(pg_catalog.to_jsonb(r) - {Volatile})::text");
        await AddAsync(
            "pg_db_role_setting",
            "pg_catalog.pg_db_role_setting AS r WHERE r.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))",
            "r::text");
        foreach (var shared in (string[])["pg_authid", "pg_auth_members", "pg_tablespace", "pg_parameter_acl", "pg_subscription", "pg_replication_origin"])
        {
            await AddAsync(shared, $"pg_catalog.{shared} AS r", "(pg_catalog.to_jsonb(r) - '{}'::text[])::text");
        }

        // A committed change makes a new version of the row, elsewhere or by another transaction: no content need be read.
        await AddAsync("pg_largeobject", "pg_catalog.pg_largeobject AS r", "pg_catalog.format('%s %s %s %s', r.loid, r.pageno, r.ctid, r.xmin)");
        foreach (var table in await Sql.ColumnAsync(connection, Unlogged, cancel))
        {
            await AddAsync(table, $"{table} AS r", "pg_catalog.format('%s %s', r.ctid, r.xmin)");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        async Task AddAsync(string name, string from, string row)
        {
            var sql =
                $"""
                SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg(l.line, E'\n' ORDER BY l.line COLLATE "C"), ''), 'UTF8')), 'hex')
                FROM (SELECT {row} AS line FROM {from}) AS l
                """;
            text.Append(name).Append(' ').Append(await Sql.ScalarAsync(connection, sql, cancel)).Append('\n');
        }
    }
}
