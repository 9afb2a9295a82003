using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>
/// Counts committed row changes by table from the lines of test_decoding. Those lines hold rows: none of one is kept but the table's name and the verb.
/// </summary>
internal sealed class ChangeList
{
    private const string Prefix = "table ";

    private readonly SortedDictionary<QualifiedName, Counter> _tables = [];

    /// <summary>What the line before was about, and its text: most lines are about the same, and are then counted without being read again.</summary>
    private Counter[] _named = [];
    private string _text = "";

    /// <summary>Empty when nothing was committed; sorted by table.</summary>
    public IReadOnlyList<TableEffect> Tables => [.. _tables.Select(table => table.Value.ToEffect(table.Key))];

    /// <exception cref="FormatException">A line about a table that is not test_decoding's: nothing may be claimed from such a list.</exception>
    public void Add(ReadOnlySpan<char> line)
    {
        // BEGIN, COMMIT and message lines change no row.
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return;
        }

        var rest = line[Prefix.Length..];
        if (_named.Length == 0 || !rest.StartsWith(_text, StringComparison.Ordinal) || !rest[_text.Length..].StartsWith(": ", StringComparison.Ordinal))
        {
            ReadNames(rest);
        }

        var verb = rest[(_text.Length + 2)..];
        foreach (var table in _named)
        {
            table.Count(verb);
        }
    }

    private void ReadNames(ReadOnlySpan<char> text)
    {
        List<Counter> tables = [];
        var rest = text;
        while (true)
        {
            if (QualifiedName.Read(rest) is not { } read)
            {
                throw Unknown();
            }

            if (!_tables.TryGetValue(read.Name, out var table))
            {
                _tables[read.Name] = table = new Counter();
            }

            tables.Add(table);
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

        (_named, _text) = ([.. tables], text[..^rest.Length].ToString());
    }

    private static FormatException Unknown() =>
        new("A decoded change is not in the form of test_decoding, PostgreSQL 15 to 18; effects cannot be counted. Check the DR image's PostgreSQL version.");

    private sealed class Counter
    {
        private long inserted;
        private long updated;
        private long deleted;
        private long truncated;

        public TableEffect ToEffect(QualifiedName table) => new() { Table = $"{table}", Inserted = inserted, Updated = updated, Deleted = deleted, Truncated = truncated };

        public void Count(ReadOnlySpan<char> verb)
        {
            _ = verb switch
            {
                _ when verb.StartsWith("INSERT:", StringComparison.Ordinal) => inserted++,
                _ when verb.StartsWith("UPDATE:", StringComparison.Ordinal) => updated++,
                _ when verb.StartsWith("DELETE:", StringComparison.Ordinal) => deleted++,
                _ when verb.StartsWith("TRUNCATE:", StringComparison.Ordinal) => truncated++,
                _ => throw Unknown(),
            };
        }
    }
}
