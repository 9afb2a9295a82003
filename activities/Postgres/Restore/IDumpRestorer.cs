namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>Makes a database of the DR from a run's dump. This is all that the rest of the product knows of this folder; docs/restore.md explains the inside.</summary>
internal interface IDumpRestorer
{
    /// <summary>
    /// Restores all of the dump into an empty database, which takes the place of one of that name. It reads behind a dump that is still being written, and begins
    /// anew where the dump does.
    /// </summary>
    /// <param name="options">What is restored, and where to.</param>
    /// <param name="progress">Is told about once a second how far the restore has come.</param>
    /// <param name="cancel">Ends the restore; a server that does not answer does not hold it up.</param>
    /// <exception cref="Temporalio.Exceptions.ApplicationFailureException">PostgreSQL refused the dump (not retried) or does not answer (retried).</exception>
    Task<RestoreResult> RestoreAsync(RestoreOptions options, Action<string> progress, CancellationToken cancel);
}
