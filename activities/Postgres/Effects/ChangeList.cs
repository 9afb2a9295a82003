using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>
/// Counts committed row changes by table from the lines of test_decoding. Those lines hold rows: none of one is kept but the table's name and the verb.
/// </summary>
internal sealed class ChangeList
{
    private const string Prefix = "table ";

    private readonly SortedDictionary<QualifiedName, TableEffect> _tables = [];

    /// <summary>Empty when nothing was committed; sorted by table.</summary>
    public IReadOnlyList<TableEffect> Tables => [.. _tables.Values];

    /// <exception cref="FormatException">A line about a table that is not test_decoding's: nothing may be claimed from such a list.</exception>
    public void Add(ReadOnlySpan<char> line)
    {
        // BEGIN, COMMIT and message lines change no row.
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return;
        }

        var rest = line[Prefix.Length..];
        List<QualifiedName> tables = [];
        while (true)
        {
            if (QualifiedName.Read(rest) is not { } read)
            {
                throw Unknown();
            }

            tables.Add(read.Name);
            rest = rest[read.Length..];
            if (!rest.StartsWith(", ", StringComparison.Ordinal))
            {
                break;
            }

            rest = rest[2..];
        }

        if (!rest.StartsWith(": ", StringComparison.Ordinal))
        {
            throw Unknown();
        }

        var verb = rest[2..];
        foreach (var table in tables)
        {
            Count(table, verb);
        }
    }

    private void Count(QualifiedName table, ReadOnlySpan<char> verb)
    {
        var effect = _tables.GetValueOrDefault(table) ?? new TableEffect { Table = $"{table}" };
        _tables[table] = verb switch
        {
            _ when verb.StartsWith("INSERT:", StringComparison.Ordinal) => effect with { Inserted = effect.Inserted + 1 },
            _ when verb.StartsWith("UPDATE:", StringComparison.Ordinal) => effect with { Updated = effect.Updated + 1 },
            _ when verb.StartsWith("DELETE:", StringComparison.Ordinal) => effect with { Deleted = effect.Deleted + 1 },
            _ when verb.StartsWith("TRUNCATE:", StringComparison.Ordinal) => effect with { Truncated = effect.Truncated + 1 },
            _ => throw Unknown(),
        };
    }

    private static FormatException Unknown() =>
        new("A decoded change is not in the form of test_decoding, PostgreSQL 15 to 18; effects cannot be counted. Check the DR image's PostgreSQL version.");
}
