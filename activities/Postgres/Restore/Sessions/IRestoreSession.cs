using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;

/// <summary>One of the sessions that restore a dump together.</summary>
internal interface IRestoreSession : IAsyncDisposable
{
    /// <summary>Returns when PostgreSQL has done it. Rows are done when PostgreSQL was given them, the last of them when all are in the table.</summary>
    Task RunAsync(DumpPiece piece, CancellationToken cancel);
}
