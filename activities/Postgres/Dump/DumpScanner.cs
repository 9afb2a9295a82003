using System.Runtime.InteropServices;
using System.Text;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>
/// Divides a plain dump while it goes by in buffers of any size: statements, psql's own commands, and the rows after a COPY. A COPY in a function body or a
/// comment is text, not a block. It keeps no row, and only the beginning of a statement. Whoever reads a dump reads it through this class.
/// </summary>
internal sealed class DumpScanner
{
    /// <summary>Bytes kept of every statement but a COPY, whose list of columns can be long and whose end matters.</summary>
    private const int Kept = 512;

    private enum Place
    {
        Statement,
        MetaCommand,
        BeforeRows,
        Rows,
    }

    private static readonly byte[] EndMark = "\\.\n"u8.ToArray();

    private readonly List<byte> text = [];
    private SqlScanner scanner = new();
    private StatementEnd end = new();
    private Place place;
    private bool skipping;
    private bool backslashEscapes;
    private string copy = "";
    private QualifiedName table;
    private long rows;
    private long read;
    private long reported;

    /// <summary>Bytes of this line that so far are those of the end mark; -1 when it is a row.</summary>
    private int lead;

    /// <summary>True from the end of a COPY until its last row has gone by.</summary>
    public bool InBlock => place is Place.BeforeRows or Place.Rows;

    /// <summary>What can be said now that these bytes have come. Rows are reported at once, everything else when it has ended.</summary>
    public IReadOnlyList<DumpPiece> Feed(ReadOnlySpan<byte> bytes)
    {
        List<DumpPiece> pieces = [];
        while (!bytes.IsEmpty)
        {
            bytes = bytes[(place == Place.Rows ? FeedRows(bytes, pieces) : FeedOutside(bytes, pieces))..];
        }

        return pieces;
    }

    /// <summary>What a dump ends with: only comments, unless it was cut off. Null where nothing is left.</summary>
    public DumpPiece.SqlStatement? End() => read == reported ? null : new DumpPiece.SqlStatement(Report(), read, Decode(text));

    /// <summary>Where what is reported now begins. It ends with the last byte that was read.</summary>
    private long Report()
    {
        var from = reported;
        reported = read;
        return from;
    }

    private int FeedRows(ReadOnlySpan<byte> bytes, List<DumpPiece> pieces)
    {
        var taken = PassRows(bytes, out var last);
        read += taken;
        pieces.Add(new DumpPiece.Rows(Report(), read, table, rows, last));
        place = last ? Place.Statement : Place.Rows;
        return taken;
    }

    private int PassRows(ReadOnlySpan<byte> bytes, out bool last)
    {
        last = false;
        var at = 0;
        while (at < bytes.Length)
        {
            if (lead >= 0 && bytes[at] == EndMark[lead])
            {
                at++;
                if (++lead == EndMark.Length)
                {
                    last = true;
                    return at;
                }

                continue;
            }

            lead = -1;
            var newLine = bytes[at..].IndexOf((byte)'\n');
            if (newLine < 0)
            {
                return bytes.Length;
            }

            at += newLine + 1;
            rows++;
            lead = 0;
        }

        return at;
    }

    /// <summary>Up to the rows of a COPY, or to the last byte.</summary>
    private int FeedOutside(ReadOnlySpan<byte> bytes, List<DumpPiece> pieces)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var passed = PassQuoted(bytes[at..]);
            if (passed > 0)
            {
                at += passed - 1;
                continue;
            }

            read++;
            if (place == Place.Statement ? InStatement(bytes[at]) : InLine(bytes[at]))
            {
                pieces.Add(EndPiece());
                if (place == Place.Rows)
                {
                    return at + 1;
                }
            }
        }

        return bytes.Length;
    }

    /// <summary>What certainly is within a comment or quoted text.</summary>
    private int PassQuoted(ReadOnlySpan<byte> bytes)
    {
        if (place != Place.Statement || scanner.InCode)
        {
            return 0;
        }

        var passed = scanner.Skip(bytes);
        read += passed;
        if (passed > 0 && !scanner.InComment && !skipping)
        {
            text.AddRange(IsCopy() ? bytes[..passed] : bytes[..Math.Min(passed, Kept - text.Count)]);
            skipping = text.Count >= Kept && !IsCopy();
        }

        return passed;
    }

    /// <summary>The rest of the line of a COPY or of a command for psql; true at its end.</summary>
    private bool InLine(byte b)
    {
        if (place == Place.MetaCommand && b != '\n' && text.Count < Kept)
        {
            text.Add(b);
        }

        return b == '\n';
    }

    /// <summary>True when the statement ends with this byte, and is not a COPY: that ends with its line.</summary>
    private bool InStatement(byte b)
    {
        var empty = text.Count == 0;
        if (empty && b == '\\' && scanner.InCode)
        {
            place = Place.MetaCommand;
            text.Add(b);
            return false;
        }

        var piece = scanner.Feed(b);
        var ends = end.Feed(b, piece);
        switch (piece)
        {
            case SqlPiece.Comment:
                return false;
            case SqlPiece.CommentBegins:
                // Its first byte came as code.
                if (!skipping)
                {
                    text.RemoveAt(text.Count - 1);
                }

                return false;
            case SqlPiece.Code when ends:
                return !BeginsRows();
            default:
                if (!skipping && !(empty && char.IsWhiteSpace((char)b)))
                {
                    text.Add(b);
                    skipping = text.Count >= Kept && !IsCopy();
                }

                return false;
        }
    }

    private bool BeginsRows()
    {
        if (!IsCopy())
        {
            return false;
        }

        var command = Decode(text);
        if (TableOf(command) is not { } found)
        {
            return false;
        }

        (table, copy, place) = (found, command, Place.BeforeRows);
        return true;
    }

    /// <summary>What has ended with the last byte that was read.</summary>
    private DumpPiece EndPiece()
    {
        DumpPiece piece = place switch
        {
            Place.BeforeRows => new DumpPiece.Copy(Report(), read, table, copy),
            Place.MetaCommand => new DumpPiece.MetaCommand(Report(), read, Decode(text).Split(' ')[0]),
            _ => EndStatement(),
        };
        (place, rows, lead) = (place == Place.BeforeRows ? Place.Rows : Place.Statement, 0, 0);
        text.Clear();
        skipping = false;
        (scanner, end) = (new SqlScanner(backslashEscapes), new StatementEnd());
        return piece;
    }

    private DumpPiece.SqlStatement EndStatement()
    {
        var statement = Decode(text);
        backslashEscapes = statement switch
        {
            "SET standard_conforming_strings = off" => true,
            "SET standard_conforming_strings = on" => false,
            _ => backslashEscapes,
        };
        return new DumpPiece.SqlStatement(Report(), read, statement);
    }

    private bool IsCopy() => CollectionsMarshal.AsSpan(text).StartsWith("COPY "u8);

    private static QualifiedName? TableOf(string command) =>
        command.EndsWith(" FROM stdin", StringComparison.Ordinal) ? QualifiedName.Read(command.AsSpan(5))?.Name : null;

    /// <summary>To say what it is; what is sent to PostgreSQL is decoded strictly, by whoever sends it.</summary>
    private static string Decode(List<byte> bytes) => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
}
