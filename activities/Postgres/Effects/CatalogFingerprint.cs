using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Workflows.Plans;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>
/// All that logical decoding does not show: every system catalog of a database, its roles and settings, large objects, and unlogged tables. Two digests are
/// compared within one database, so oids may count; statistics, and what vacuum or a mere lock touches, may not. Reading all content takes half a second,
/// so it is read once for all clones of one database, and again only where the versions of the rows are not what they were.
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

    /// <summary>Of each of them, in their order, what counts of a row. As a record it is written out in a fifth of the time that its jsonb takes.</summary>
    private const string Rows =
        $"""
        SELECT pg_catalog.format('ROW(%s)::text', pg_catalog.string_agg(pg_catalog.format('r.%I', a.attname), ', ' ORDER BY a.attnum))
        FROM ({Catalogs}) AS c (name)
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = pg_catalog.format('pg_catalog.%I', c.name)::regclass AND a.attnum > 0 AND NOT a.attname = ANY ({Volatile})
        GROUP BY c.name ORDER BY c.name
        """;

    private const string Unlogged =
        """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relpersistence = 'u' AND c.relkind IN ('r', 'm') ORDER BY 1
        """;

    /// <summary>The cluster's, of which only what concerns this database or every one.</summary>
    private static readonly CatalogPart[] Shared =
    [
        CatalogPart.Content("pg_database", "pg_catalog.pg_database AS r WHERE r.datname = pg_catalog.current_database()", Volatile),
        new("pg_db_role_setting", "pg_catalog.pg_db_role_setting AS r WHERE r.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))", "r::text"),
        .. ((string[])["pg_authid", "pg_auth_members", "pg_tablespace", "pg_parameter_acl", "pg_subscription", "pg_replication_origin"])
            .Select(name => CatalogPart.Content(name, $"pg_catalog.{name} AS r", "'{}'::text[]")),
    ];

    /// <summary>64 hex digits, of a database in which somebody may have worked.</summary>
    public static async Task<string> ReadAsync(NpgsqlConnection connection, WorkDirectory directory, CancellationToken cancel) =>
        Sha256([.. await OwnAsync(connection, directory, cancel), .. await ElsewhereAsync(connection, cancel)]);

    /// <summary>
    /// The same of a clone that nobody has worked in: its own catalogs are those of the restored database, which are read in the first clone and in none of the later
    /// ones. One that somebody did work in before differs from it afterwards.
    /// </summary>
    public static async Task<string> ReadCloneAsync(NpgsqlConnection connection, WorkDirectory directory, CancellationToken cancel)
    {
        var restored = Marks.RestoredCatalog(directory);
        var own = await Marks.ReadAsync<string[]>(restored, cancel);
        if (own is null)
        {
            own = await OwnAsync(connection, directory, cancel);
            await Marks.WriteAsync(restored, own, cancel);
        }

        return Sha256([.. own, .. await ElsewhereAsync(connection, cancel)]);
    }

    /// <summary>
    /// Content of the database's own catalogs. It is noted down in $WD under the versions of its rows: a clone is a copy of its source's files, and a row that is written
    /// anew is of another transaction, so the same versions have the same content.
    /// </summary>
    private static async Task<string[]> OwnAsync(NpgsqlConnection connection, WorkDirectory directory, CancellationToken cancel)
    {
        var catalogs = await Sql.ColumnAsync(connection, Catalogs, cancel);

        // In another order they are read in full, which decides.
        var versions = await CatalogPart.LinesAsync(connection, [.. catalogs.Select(name => CatalogPart.Versions(name, From(name)) with { Sorted = false })], cancel);
        var known = Marks.Catalog(directory, Sha256(versions));
        var content = await Marks.ReadAsync<string[]>(known, cancel);
        if (content is null)
        {
            var rows = await Sql.ColumnAsync(connection, Rows, cancel);
            content = [.. await CatalogPart.LinesAsync(connection, [.. catalogs.Zip(rows, (name, row) => new CatalogPart(name, From(name), row))], cancel)];
            await Marks.WriteAsync(known, content, cancel);
        }

        return content;
    }

    /// <summary>The cluster's catalogs, large objects and unlogged tables.</summary>
    private static async Task<IReadOnlyList<string>> ElsewhereAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var unlogged = await Sql.ColumnAsync(connection, Unlogged, cancel);
        return await CatalogPart.LinesAsync(
            connection,
            [
                .. Shared,
                new("pg_largeobject", "pg_catalog.pg_largeobject AS r", "pg_catalog.format('%s %s %s %s', r.loid, r.pageno, r.ctid, r.xmin)"),
                .. unlogged.Select(table => CatalogPart.Versions(table, $"{table} AS r")),
            ],
            cancel);
    }

    private static string From(string catalog) => $"pg_catalog.{SqlText.Identifier(catalog)} AS r";

    private static string Sha256(IReadOnlyList<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
}
