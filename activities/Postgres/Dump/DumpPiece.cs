using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>What a plain dump is made of.</summary>
internal abstract record DumpPiece
{
    /// <param name="Text">Its beginning, without comments.</param>
    public sealed record Statement(string Text) : DumpPiece;

    /// <summary>A COPY and the end of its line; its rows come next.</summary>
    /// <param name="Text">All of it but its semicolon, without comments.</param>
    public sealed record Copy(string Text) : DumpPiece;

    /// <summary>A line for psql itself.</summary>
    /// <param name="Word">Its first, such as <c>\restrict</c>.</param>
    public sealed record MetaCommand(string Word) : DumpPiece;

    /// <summary>The rows of one COPY, its end mark included.</summary>
    public sealed record Block(QualifiedName Table, long Rows) : DumpPiece;
}
