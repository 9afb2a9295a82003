namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>Bytes of a dump file from one offset to before another, and what they ask of the sessions.</summary>
internal abstract record DumpPart(PartScope Share, long From, long To)
{
    /// <summary>One statement, with what stands before it.</summary>
    public sealed record Statement(PartScope Share, long From, long To) : DumpPart(Share, From, To);

    /// <summary>A line for psql itself.</summary>
    /// <param name="Word">Its first, such as <c>\restrict</c>.</param>
    public sealed record MetaCommand(PartScope Share, long From, long To, string Word) : DumpPart(Share, From, To);

    /// <summary>A COPY whose rows come next.</summary>
    /// <param name="Command">Without comments.</param>
    public sealed record Copy(PartScope Share, long From, long To, string Command) : DumpPart(Share, From, To);

    /// <summary>Some of its rows; with the last of them comes its end mark.</summary>
    public sealed record Rows(PartScope Share, long From, long To, bool Last) : DumpPart(Share, From, To);
}
