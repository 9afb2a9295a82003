using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>What a session of a restore does next.</summary>
internal abstract record RestoreStep
{
    /// <summary>Run this part of the dump.</summary>
    public sealed record Run(DumpPart Part) : RestoreStep
    {
        public DumpPiece Piece => Part.Piece;
    }

    /// <summary>Close: there is nothing more for this session.</summary>
    public sealed record Close : RestoreStep
    {
        public static readonly Close Instance = new();
    }
}
