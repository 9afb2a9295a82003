using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>What a plain dump is made of, in the dump's order and without a gap.</summary>
/// <param name="From">Offset of its first byte; comments and blanks before it are its own.</param>
/// <param name="To">Offset of the byte after its last.</param>
internal abstract record DumpPiece(long From, long To)
{
    /// <summary>One statement, or the comments that a dump ends with.</summary>
    /// <param name="Text">Its beginning, without comments.</param>
    public sealed record SqlStatement(long From, long To, string Text) : DumpPiece(From, To);

    /// <summary>A COPY and the end of its line; its rows come next.</summary>
    /// <param name="Table">Whose rows they are.</param>
    /// <param name="Text">All of it but its semicolon, without comments.</param>
    public sealed record Copy(long From, long To, QualifiedName Table, string Text) : DumpPiece(From, To);

    /// <summary>A line for psql itself.</summary>
    /// <param name="Command">Its first word, such as <c>\restrict</c>.</param>
    public sealed record MetaCommand(long From, long To, string Command) : DumpPiece(From, To);

    /// <summary>Some of a table's rows, as they came; with the last of them comes the end mark.</summary>
    /// <param name="Table">Whose they are.</param>
    /// <param name="Count">How many lines of this COPY have ended so far, in all of its pieces.</param>
    /// <param name="Last">True when the end mark has come.</param>
    public sealed record Rows(long From, long To, QualifiedName Table, long Count, bool Last) : DumpPiece(From, To);
}
