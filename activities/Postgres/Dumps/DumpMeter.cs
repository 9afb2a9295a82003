using System.Text;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Postgres.Dumps;

/// <summary>
/// Counts the rows of every COPY block of a plain dump while the dump goes by in pieces of any size. Keeps table names and numbers, no row.
/// A COPY in a function body or a comment is text, not a block.
/// </summary>
internal sealed class DumpMeter
{
    private enum Where
    {
        Statement,
        MetaCommand,
        BeforeData,
        Data,
    }

    private static readonly byte[] End = "\\.\n"u8.ToArray();

    private readonly SortedDictionary<QualifiedName, long> _rows = [];
    private readonly List<byte> _statement = [];
    private SqlScanner _scanner = new();
    private Where _where;
    private bool _skipping;
    private QualifiedName _table;
    private long _count;

    /// <summary>Bytes of this line that so far are those of the end mark; -1 when it is a row.</summary>
    private int _lead;

    /// <summary>Rows by table, of the blocks that have ended.</summary>
    public IReadOnlyDictionary<QualifiedName, long> Rows => _rows;

    /// <summary>False inside a block: the dump was cut off.</summary>
    public bool Complete => _where is Where.Statement or Where.MetaCommand;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[(_where == Where.Data ? Data(bytes) : Outside(bytes))..];
        }
    }

    private int Data(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_lead >= 0 && bytes[at] == End[_lead])
            {
                at++;
                if (++_lead == End.Length)
                {
                    _rows[_table] = _rows.GetValueOrDefault(_table) + _count;
                    _where = Where.Statement;
                    return at;
                }

                continue;
            }

            _lead = -1;
            var newLine = bytes[at..].IndexOf((byte)'\n');
            if (newLine < 0)
            {
                return bytes.Length;
            }

            at += newLine + 1;
            _count++;
            _lead = 0;
        }

        return at;
    }

    private int Outside(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var b = bytes[at];
            if (_where == Where.Statement)
            {
                Statement(b);
            }
            else if (b == '\n')
            {
                if (_where == Where.BeforeData)
                {
                    (_where, _count, _lead) = (Where.Data, 0, 0);
                    return at + 1;
                }

                _where = Where.Statement;
            }
        }

        return bytes.Length;
    }

    private void Statement(byte b)
    {
        var empty = _statement.Count == 0;
        if (empty && b == '\\' && _scanner.InCode)
        {
            _where = Where.MetaCommand;
            return;
        }

        switch (_scanner.Feed(b))
        {
            case SqlPiece.Comment:
                return;
            case SqlPiece.CommentBegins:
                // Its first byte came as code.
                if (!_skipping)
                {
                    _statement.RemoveAt(_statement.Count - 1);
                }

                return;
            case SqlPiece.Code when b == ';':
                EndStatement();
                return;
            default:
                if (!_skipping && !(empty && char.IsWhiteSpace((char)b)))
                {
                    _statement.Add(b);
                    _skipping = _statement.Count == 5 && !IsCopy();
                }

                return;
        }
    }

    private void EndStatement()
    {
        if (!_skipping && IsCopy() && TableOfBlock() is { } table)
        {
            (_table, _where) = (table, Where.BeforeData);
        }

        _statement.Clear();
        _skipping = false;
        _scanner = new SqlScanner();
    }

    private bool IsCopy() => _statement.Count >= 5 && Encoding.ASCII.GetString([.. _statement[..5]]) == "COPY ";

    private QualifiedName? TableOfBlock()
    {
        var text = Encoding.UTF8.GetString([.. _statement]);
        return text.EndsWith(" FROM stdin", StringComparison.Ordinal) ? QualifiedName.Read(text.AsSpan(5))?.Name : null;
    }
}
