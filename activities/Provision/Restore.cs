using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    /// <summary>How long the end of its sessions is waited for.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    public async Task<RestoreRecord> RestoreAsync(RestoreRequest request)
    {
        var target = request.Target;
        var doing = $"Restoring database '{target.Database}' in '{target.Dr.Name}'";
        var clock = Stopwatch.StartNew();
        await awake.EnsureAsync(target.Dr, CurrentActivity.Cancel);
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(CurrentActivity.Cancel);
        var beat = BeatAsync(request, clock, beating.Token);
        string? refused;
        try
        {
            var sessions = RestoreSessions.For(request.ProductionBytes, Environment.ProcessorCount);
            refused = await FollowDumpAsync(request, sessions, doing, CurrentActivity.Cancel);
            if (refused is not null)
            {
                // Where rows depend on another table's, by a check that reads it, they want the dump's own order.
                await FollowDumpAsync(request, 1, doing, CurrentActivity.Cancel);
            }
        }
        finally
        {
            await beating.CancelAsync();
            await beat;
        }

        return new RestoreRecord { Seconds = clock.Elapsed.TotalSeconds, SizeBytes = await SizeAsync(target, doing, CurrentActivity.Cancel), Repeated = refused };
    }

    /// <summary>Begins anew, in an empty database, as often as the dump does. Null when all of one dump is restored; else what PostgreSQL refused, were there several sessions.</summary>
    private static async Task<string?> FollowDumpAsync(RestoreRequest request, int sessions, string doing, CancellationToken cancel)
    {
        while (true)
        {
            var begun = await DumpFeed.BegunAsync(request, cancel);
            await using var dump = DumpFile.Read(RunPaths.For(request.Target.WorkDirectory).Dump);
            var (whole, refused) = await PostgresFailure.InWordsAsync(doing, () => AttemptAsync(request, begun, dump.SafeFileHandle, sessions, cancel));
            if (whole || refused is not null)
            {
                return refused;
            }

            CurrentActivity.Heartbeat("the dump was begun anew, and so is the restore");
        }
    }

    private static async Task<(bool Whole, string? Refused)> AttemptAsync(RestoreRequest request, DumpMark begun, SafeFileHandle dump, int sessions, CancellationToken cancel)
    {
        await DrDatabase.RenewAsync(request.Target, cancel);
        List<RestoreSession> open = [];
        try
        {
            while (open.Count < sessions)
            {
                open.Add(await RestoreSession.OpenAsync(request.Target, dump, sessions, cancel));
            }

            return (await new DumpFeed(request, begun, dump).RunAsync(open, cancel), null);
        }
        catch (PostgresException refused) when (sessions > 1 && refused.InvariantSeverity == "ERROR")
        {
            return (false, PostgresFailure.Answer(refused));
        }
        finally
        {
            // A server that does not answer must not hold an abort up: what it leaves open ends with the DR, or with the next attempt's database.
            await Task.WhenAny(Task.WhenAll(open.Select(session => session.DisposeAsync().AsTask())), Task.Delay(Farewell, CancellationToken.None));
        }
    }

    private static Task<long> SizeAsync(DrTarget target, string doing, CancellationToken cancel) => PostgresFailure.InWordsAsync(doing, async () =>
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, cancel);
        var size = await Sql.ScalarAsync(connection, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", cancel);
        return long.Parse(size ?? "0", CultureInfo.InvariantCulture);
    });

    /// <summary>
    /// A server that does not answer now is the restore's own trouble, which tells of it. It is not told that nobody waits any more: Npgsql would wait for its answer
    /// to that, for a quarter of a minute. The session ends with the answer, or with the DR.
    /// </summary>
    private static async Task<string> PaceAsync(RestoreRequest request, Stopwatch clock, CancellationToken cancel)
    {
        try
        {
            var size = await SizeAsync(request.Target, "Reading the DR's size", CancellationToken.None).WaitAsync(cancel);
            return Pace.Words("restored", size, clock.Elapsed, request.ProductionBytes);
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
                CurrentActivity.Heartbeat(await PaceAsync(request, clock, cancel));
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The restore has ended.
        }
    }
}
