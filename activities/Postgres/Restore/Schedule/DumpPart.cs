using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>A piece of a dump and what it asks of the sessions that restore the dump together.</summary>
internal sealed record DumpPart(DumpPiece Piece, PartScope Scope);
