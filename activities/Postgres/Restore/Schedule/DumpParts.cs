using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>Gives each piece of a dump its scope. Rows come while their COPY still goes on, and share one <see cref="PartScope"/> with it.</summary>
internal sealed class DumpParts
{
    private readonly DumpScanner scanner = new();
    private PartScope copy = PartScope.Exclusive.Instance;

    /// <summary>The parts that can be told apart now that these bytes have come, in the dump's order.</summary>
    public IReadOnlyList<DumpPart> Feed(ReadOnlySpan<byte> bytes) => [.. scanner.Feed(bytes).Select(Part)];

    /// <summary>What the dump ends with: only comments, unless it was cut off.</summary>
    public IReadOnlyList<DumpPart> End() => scanner.End() is { } rest ? [new DumpPart(rest, PartScope.Exclusive.Instance)] : [];

    private DumpPart Part(DumpPiece piece)
    {
        if (piece is DumpPiece.Rows)
        {
            return new DumpPart(piece, copy);
        }

        copy = PartScope.From(piece);
        return new DumpPart(piece, copy);
    }
}
