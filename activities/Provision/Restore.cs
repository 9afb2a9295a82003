using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres;
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
        await PostgresFailure.InWordsAsync(doing, () => DrDatabase.RenewAsync(target, ActivityContext.Cancel));

        using var beating = CancellationTokenSource.CreateLinkedTokenSource(ActivityContext.Cancel);
        var beat = BeatAsync(clock, beating.Token);
        string? complaint;
        try
        {
            complaint = await dr.RestoreAsync(target, ActivityContext.Cancel);
        }
        finally
        {
            await beating.CancelAsync();
            await beat;
        }

        if (complaint is not null)
        {
            // A server that went away in the middle comes back; a dump that does not fit will not.
            var lasting = complaint.Contains("ERROR:", StringComparison.Ordinal);
            throw PostgresFailure.New(lasting ? PostgresFailure.Refused : PostgresFailure.Unavailable, $"{doing}: {complaint}", retry: !lasting);
        }

        return new RestoreRecord { Seconds = clock.Elapsed.TotalSeconds, SizeBytes = await SizeAsync(target, doing) };
    }

    private static Task<long> SizeAsync(DrTarget target, string doing) => PostgresFailure.InWordsAsync(doing, async () =>
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, ActivityContext.Cancel);
        var size = await Sql.ScalarAsync(connection, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", ActivityContext.Cancel);
        return long.Parse(size ?? "0", CultureInfo.InvariantCulture);
    });

    private static async Task BeatAsync(Stopwatch clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                ActivityContext.Heartbeat($"restoring for {clock.Elapsed.TotalSeconds:0} s");
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The restore has ended.
        }
    }
}
