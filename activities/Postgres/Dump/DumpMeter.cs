using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>Counts the rows of every COPY block of a plain dump while the dump goes by in buffers of any size.</summary>
internal sealed class DumpMeter
{
    private readonly SortedDictionary<QualifiedName, long> rows = [];
    private readonly DumpScanner scanner = new();

    /// <summary>Rows by table, of the blocks that have ended.</summary>
    public IReadOnlyDictionary<QualifiedName, long> Rows => rows;

    /// <summary>False inside a block: the dump was cut off.</summary>
    public bool Complete => !scanner.InBlock;

    /// <summary>Counts on with the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var block in scanner.Feed(bytes).OfType<DumpPiece.Rows>().Where(block => block.Last))
        {
            rows[block.Table] = rows.GetValueOrDefault(block.Table) + block.Count;
        }
    }
}
