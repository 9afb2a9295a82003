namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>One of the sessions that restore a dump together.</summary>
internal interface IRestoreSession : IAsyncDisposable
{
    /// <summary>Returns when PostgreSQL has done it; of rows, when it was given them, and with the last when all are there.</summary>
    Task DoAsync(DumpPart part, CancellationToken cancel);
}
