using System.Globalization;
using System.Text;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>Rows of one catalog, and what of each row counts.</summary>
/// <param name="Name">How it is called in the digest.</param>
/// <param name="From">What follows FROM; the row is <c>r</c>.</param>
/// <param name="Row">Text of a row.</param>
/// <param name="Sorted">False where the rows are taken as they lie: sorting takes most of the time, and in another order the same rows have another digest.</param>
internal sealed record CatalogPart(string Name, string From, string Row, bool Sorted = true)
{
    /// <summary>
    /// Where a row is and which transaction put it there. A committed change makes a new version of a row, elsewhere or by another transaction, so no content
    /// need be read. What the server changes in place (sizes, ages, whether there is an index) is what <see cref="Content"/> leaves out.
    /// </summary>
    private const string Version = "pg_catalog.concat(r.ctid, ' ', r.xmin)";

    public static CatalogPart Content(string name, string from, string leftOut) => new(name, from, $"(pg_catalog.to_jsonb(r) - {leftOut})::text");

    public static CatalogPart Versions(string name, string from) => new(name, from, Version);

    /// <summary>One line a part, <c>name sha256</c>, in their order; read in one statement and so in one snapshot.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(NpgsqlConnection connection, IReadOnlyList<CatalogPart> parts, CancellationToken cancel)
    {
        var sql = new StringBuilder();
        foreach (var (index, part) in parts.Index())
        {
            sql.Append(index == 0 ? "" : " UNION ALL ").Append(
                CultureInfo.InvariantCulture,
                $"""
                SELECT {index} AS part, pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg(l.line, E'\n'{(part.Sorted ? " ORDER BY l.line COLLATE \"C\"" : "")}), ''), 'UTF8')), 'hex') AS sha
                FROM (SELECT {part.Row} AS line FROM {part.From}) AS l
                """);
        }

        var shas = await Sql.ColumnAsync(connection, $"SELECT sha FROM ({sql}) AS p ORDER BY part", cancel);
        return [.. parts.Zip(shas, (part, sha) => $"{part.Name} {sha}\n")];
    }
}
