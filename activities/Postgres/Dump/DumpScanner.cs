using System.Text;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>
/// Takes a plain dump apart while it goes by in pieces of any size: statements, psql's own commands, and the rows after a COPY. A COPY in a function body or a
/// comment is text, not a block. It keeps no row, and of a statement no more than tells what it is.
/// </summary>
internal sealed class DumpScanner
{
    /// <summary>Of every statement but a COPY, whose list of columns can be long and whose end matters.</summary>
    private const int Kept = 512;

    private enum Where
    {
        Statement,
        MetaCommand,
        BeforeData,
        Data,
    }

    private static readonly byte[] End = "\\.\n"u8.ToArray();

    private readonly List<byte> statement = [];
    private SqlScanner scanner = new();
    private StatementEnd end = new();
    private Where where;
    private string copy = "";
    private bool skipping;
    private QualifiedName table;
    private long rows;

    /// <summary>Bytes of this line that so far are those of the end mark; -1 when it is a row.</summary>
    private int lead;

    /// <summary>True from the end of a COPY until its last row has gone by.</summary>
    public bool InBlock => where is Where.BeforeData or Where.Data;

    /// <param name="bytes">The next ones; may not be empty.</param>
    /// <param name="ended">What ended with the last of those that were taken; absent where they were taken to the last and nothing ended.</param>
    /// <returns>How many were taken, at least one.</returns>
    public int Feed(ReadOnlySpan<byte> bytes, out DumpPiece? ended) => where == Where.Data ? Data(bytes, out ended) : Outside(bytes, out ended);

    private int Data(ReadOnlySpan<byte> bytes, out DumpPiece? ended)
    {
        ended = null;
        var at = 0;
        while (at < bytes.Length)
        {
            if (lead >= 0 && bytes[at] == End[lead])
            {
                at++;
                if (++lead == End.Length)
                {
                    where = Where.Statement;
                    ended = new DumpPiece.Block(table, rows);
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

    private int Outside(ReadOnlySpan<byte> bytes, out DumpPiece? ended)
    {
        ended = null;
        for (var at = 0; at < bytes.Length; at++)
        {
            var b = bytes[at];
            if (where == Where.Statement)
            {
                ended = Statement(b);
                if (ended is not null)
                {
                    return at + 1;
                }
            }
            else if (b == '\n')
            {
                if (where == Where.BeforeData)
                {
                    (where, rows, lead) = (Where.Data, 0, 0);
                    ended = new DumpPiece.Copy(copy);
                    return at + 1;
                }

                where = Where.Statement;
                ended = new DumpPiece.MetaCommand(Encoding.UTF8.GetString([.. statement]).Split(' ')[0]);
                statement.Clear();
                return at + 1;
            }
            else if (where == Where.MetaCommand && statement.Count < Kept)
            {
                statement.Add(b);
            }
        }

        return bytes.Length;
    }

    private DumpPiece.Statement? Statement(byte b)
    {
        var empty = statement.Count == 0;
        if (empty && b == '\\' && scanner.InCode)
        {
            where = Where.MetaCommand;
            statement.Add(b);
            return null;
        }

        var piece = scanner.Feed(b);
        var ends = end.Feed(b, piece);
        switch (piece)
        {
            case SqlPiece.Comment:
                return null;
            case SqlPiece.CommentBegins:
                // Its first byte came as code.
                if (!skipping)
                {
                    statement.RemoveAt(statement.Count - 1);
                }

                return null;
            case SqlPiece.Code when ends:
                return EndStatement();
            default:
                if (!skipping && !(empty && char.IsWhiteSpace((char)b)))
                {
                    statement.Add(b);
                    skipping = statement.Count == Kept && !IsCopy();
                }

                return null;
        }
    }

    /// <summary>Absent for a COPY, which ends with its line.</summary>
    private DumpPiece.Statement? EndStatement()
    {
        var text = Encoding.UTF8.GetString([.. statement]);
        var block = IsCopy() ? TableOfBlock(text) : null;
        statement.Clear();
        skipping = false;
        (scanner, end) = (new SqlScanner(), new StatementEnd());
        if (block is not { } found)
        {
            return new DumpPiece.Statement(text);
        }

        (table, copy, where) = (found, text, Where.BeforeData);
        return null;
    }

    private bool IsCopy() => statement.Count >= 5 && Encoding.ASCII.GetString([.. statement[..5]]) == "COPY ";

    private static QualifiedName? TableOfBlock(string text) =>
        text.EndsWith(" FROM stdin", StringComparison.Ordinal) ? QualifiedName.Read(text.AsSpan(5))?.Name : null;
}
