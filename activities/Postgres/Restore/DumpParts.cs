using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>
/// Says of each byte of a dump, as soon as it can be said, what it is and what it asks of the sessions. The parts come in the dump's order and leave nothing out; rows
/// come while their block still goes on, and share one <see cref="PartScope"/> with its COPY.
/// </summary>
internal sealed class DumpParts
{
    private readonly DumpScanner scanner = new();
    private PartScope share = PartScope.Alone.Instance;
    private bool rows;
    private long read;
    private long told;

    /// <summary>What can be said now that these bytes have come.</summary>
    public IReadOnlyList<DumpPart> Feed(ReadOnlySpan<byte> bytes)
    {
        List<DumpPart> parts = [];
        while (!bytes.IsEmpty)
        {
            var taken = scanner.Feed(bytes, out var ended);
            bytes = bytes[taken..];
            read += taken;
            if (Part(ended) is { } part)
            {
                parts.Add(part);
                told = read;
            }
        }

        return parts;
    }

    /// <summary>What the dump ends with: no more than comments, unless it was cut off.</summary>
    public IReadOnlyList<DumpPart> End() => read == told ? [] : [new DumpPart.Statement(PartScope.Alone.Instance, told, read)];

    private DumpPart? Part(DumpPiece? ended)
    {
        share = ended is null or DumpPiece.Block ? share : PartScope.From(ended);
        (var block, rows) = (rows, ended is null ? rows : ended is DumpPiece.Copy);
        return ended switch
        {
            DumpPiece.Copy copy => new DumpPart.Copy(share, told, read, copy.Text),
            DumpPiece.Statement => new DumpPart.Statement(share, told, read),
            DumpPiece.MetaCommand line => new DumpPart.MetaCommand(share, told, read, line.Word),
            DumpPiece.Block => new DumpPart.Rows(share, told, read, Last: true),
            _ => block ? new DumpPart.Rows(share, told, read, Last: false) : null,
        };
    }
}
