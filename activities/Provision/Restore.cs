using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using DotIuCutter.Temporal.Activities.Postgres.Restores;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public async Task<RestoreRecord> RestoreAsync(RestoreRequest request)
    {
        var target = request.Target;
        var doing = $"Restoring database '{target.Database}' in '{target.Dr.Name}'";
        var clock = Stopwatch.StartNew();
        await awake.EnsureAsync(target.Dr, ActivityContext.Cancel);
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(ActivityContext.Cancel);
        var beat = BeatAsync(request, clock, beating.Token);
        string? complaint, refused = null;
        try
        {
            var sessions = RestoreSessions.For(request.ProductionBytes, Environment.ProcessorCount);
            complaint = await FollowDumpAsync(request, sessions, doing, ActivityContext.Cancel);
            if (sessions > 1 && IsLasting(complaint))
            {
                // Where rows depend on another table's, by a check that reads it, they want the dump's own order.
                (refused, complaint) = (complaint, await FollowDumpAsync(request, 1, doing, ActivityContext.Cancel));
            }
        }
        finally
        {
            await beating.CancelAsync();
            await beat;
        }

        if (complaint is not null)
        {
            var lasting = IsLasting(complaint);
            throw PostgresFailure.New(lasting ? PostgresFailure.Refused : PostgresFailure.Unavailable, $"{doing}: {complaint}", retry: !lasting);
        }

        return new RestoreRecord { Seconds = clock.Elapsed.TotalSeconds, SizeBytes = await SizeAsync(target, doing, ActivityContext.Cancel), Repeated = refused };
    }

    /// <summary>A server that went away in the middle comes back; a dump that does not fit will not.</summary>
    private static bool IsLasting(string? complaint) => complaint?.Contains("ERROR:", StringComparison.Ordinal) == true;

    /// <summary>Begins anew, in an empty database, as often as the dump does. Null when all of one dump is restored; else psql's complaint.</summary>
    private async Task<string?> FollowDumpAsync(RestoreRequest request, int sessions, string doing, CancellationToken cancel)
    {
        var target = request.Target;
        while (true)
        {
            var begun = await DumpFeed.BegunAsync(request, cancel);
            await PostgresFailure.InWordsAsync(doing, () => DrDatabase.RenewAsync(target, cancel));
            await using var signals = await PostgresFailure.InWordsAsync(doing, () => RestoreSignals.HearAsync(target, cancel));
            using var feed = DumpFeed.Make(request, sessions);
            Task<string?>[] psqls = [.. feed.Sessions.Select(session => dr.RestoreAsync(target, session.PathInContainer, sessions, cancel))];
            switch (await feed.RunAsync(begun, psqls, number => PostgresFailure.InWordsAsync(doing, () => signals.ToldAsync(number)), cancel))
            {
                case FeedEnd.Whole:
                    return (await Task.WhenAll(psqls)).FirstOrDefault(complaint => complaint is not null);
                case FeedEnd.NotRead:
                    return await psqls[feed.Gone ?? 0] ?? "psql ended before the dump did";
                default:
                    ActivityContext.Heartbeat("the dump was begun anew, and so is the restore");
                    break;
            }
        }
    }

    private static Task<long> SizeAsync(DrTarget target, string doing, CancellationToken cancel) => PostgresFailure.InWordsAsync(doing, async () =>
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, cancel);
        var size = await Sql.ScalarAsync(connection, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", cancel);
        return long.Parse(size ?? "0", CultureInfo.InvariantCulture);
    });

    /// <summary>A server that does not answer now is the restore's own trouble, which tells of it.</summary>
    private static async Task<string> PaceAsync(RestoreRequest request, Stopwatch clock, CancellationToken cancel)
    {
        try
        {
            return Pace.Words("restored", await SizeAsync(request.Target, "Reading the DR's size", cancel), clock.Elapsed, request.ProductionBytes);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return $"restoring for {clock.Elapsed.TotalSeconds:0} s";
        }
    }

    private static async Task BeatAsync(RestoreRequest request, Stopwatch clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                ActivityContext.Heartbeat(await PaceAsync(request, clock, cancel));
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The restore has ended.
        }
    }
}
