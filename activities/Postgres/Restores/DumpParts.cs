using DotIuCutter.Temporal.Activities.Postgres.Dumps;

namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>Bytes of a dump file from one offset to before another, and what they ask of the sessions.</summary>
internal readonly record struct DumpPart(DumpShare Share, long From, long To);

/// <summary>
/// Says of each byte of a dump, as soon as it can be said, what it asks of the sessions. The parts come in the dump's order and leave nothing out; rows come
/// while their block still goes on.
/// </summary>
internal sealed class DumpParts
{
    private readonly DumpScanner scanner = new();
    private DumpShare share = DumpShare.Alone.Instance;
    private long read;
    private long told;

    /// <summary>What can be said now that these bytes have come.</summary>
    public IReadOnlyList<DumpPart> Feed(ReadOnlySpan<byte> bytes)
    {
        List<DumpPart> parts = [];
        while (!bytes.IsEmpty)
        {
            var rows = scanner.InBlock;
            var taken = scanner.Feed(bytes, out var ended);
            bytes = bytes[taken..];
            read += taken;
            if (!rows && ended is not null)
            {
                share = DumpShare.Of(ended);
            }

            if (rows || ended is not null)
            {
                Tell(parts);
            }
        }

        return parts;
    }

    /// <summary>What the dump ends with: no more than comments, unless it was cut off.</summary>
    public IReadOnlyList<DumpPart> End()
    {
        List<DumpPart> parts = [];
        share = DumpShare.Alone.Instance;
        Tell(parts);
        return parts;
    }

    private void Tell(List<DumpPart> parts)
    {
        if (read > told)
        {
            parts.Add(new DumpPart(share, told, read));
            told = read;
        }
    }
}
