using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Postgres.Dumps;

/// <summary>What a plain dump is made of.</summary>
internal abstract record DumpPiece
{
    /// <param name="Text">Its beginning, without comments; that of a COPY is whole.</param>
    public sealed record Statement(string Text) : DumpPiece;

    /// <summary>A line for psql itself.</summary>
    public sealed record MetaCommand : DumpPiece
    {
        public static readonly MetaCommand Instance = new();
    }

    /// <summary>The rows of one COPY, its end mark included.</summary>
    public sealed record Block(QualifiedName Table, long Rows) : DumpPiece;
}
