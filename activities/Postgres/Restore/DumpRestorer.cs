using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>Restores with several sessions, and with one where PostgreSQL refuses what several did.</summary>
internal sealed class DumpRestorer : IDumpRestorer
{
    /// <summary>How long the sessions may take to end.</summary>
    private static readonly TimeSpan SessionEndTimeout = TimeSpan.FromSeconds(1);

    public async Task<RestoreResult> RestoreAsync(RestoreOptions options, Action<string> progress, CancellationToken cancel)
    {
        var subject = $"Restoring database '{options.Target.Database}' in '{options.Target.Dr.Name}'";
        string? refused;
        await using (RestoreProgress.Start(options, progress, cancel))
        {
            var sessions = SessionCount.For(options.ProductionBytes, Environment.ProcessorCount);
            refused = await RestoreDumpAsync(options, sessions, subject, progress, cancel);
            if (refused is not null)
            {
                // Rows that depend on another table's, by a check that reads it, need the dump's own order.
                await RestoreDumpAsync(options, 1, subject, progress, cancel);
            }
        }

        return new RestoreResult { SizeBytes = await RestoreProgress.SizeAsync(options.Target, subject, cancel), Repeated = refused };
    }

    /// <summary>Begins anew, in an empty database, as often as the dump does.</summary>
    /// <returns>Null when all of one dump is restored; else PostgreSQL's answer to several sessions.</returns>
    private static async Task<string?> RestoreDumpAsync(RestoreOptions options, int sessions, string subject, Action<string> progress, CancellationToken cancel)
    {
        while (true)
        {
            var dump = await DumpFeed.WaitForDumpAsync(options, cancel);
            await using var file = DumpFile.Read(RunPaths.For(options.Target.WorkDirectory).Dump);
            var feed = new DumpFeed(options, dump, file.SafeFileHandle);
            var (complete, refused) = await PostgresFailure.TranslateAsync(subject, () => AttemptAsync(options, feed, sessions, cancel));
            if (complete || refused is not null)
            {
                return refused;
            }

            progress("the dump was begun anew, and so is the restore");
        }
    }

    private static async Task<(bool Complete, string? Refused)> AttemptAsync(RestoreOptions options, DumpFeed feed, int sessions, CancellationToken cancel)
    {
        await DrDatabase.RecreateAsync(options.Target, cancel);
        List<RestoreSession> open = [];
        try
        {
            while (open.Count < sessions)
            {
                open.Add(await RestoreSession.OpenAsync(options.Target, feed.File, sessions, cancel));
            }

            return (await feed.RunAsync(open, cancel), null);
        }
        catch (PostgresException refused) when (sessions > 1 && refused.InvariantSeverity == "ERROR")
        {
            return (false, PostgresFailure.Describe(refused));
        }
        finally
        {
            // A server that does not answer must not hold an abort up: what it leaves open ends with the DR, or with the next attempt's database.
            await Task.WhenAny(Task.WhenAll(open.Select(session => session.DisposeAsync().AsTask())), Task.Delay(SessionEndTimeout, CancellationToken.None));
        }
    }
}
