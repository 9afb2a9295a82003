using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>Tells once a second how far a restore has come, until it is disposed.</summary>
internal sealed class RestoreProgress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly RestoreOptions options;
    private readonly Action<string> progress;
    private readonly CancellationTokenSource ending;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Task telling;

    private RestoreProgress(RestoreOptions options, Action<string> progress, CancellationToken cancel)
    {
        (this.options, this.progress) = (options, progress);
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        telling = TellAsync(ending.Token);
    }

    public static RestoreProgress Start(RestoreOptions options, Action<string> progress, CancellationToken cancel) => new(options, progress, cancel);

    /// <summary>The database's size on disk.</summary>
    public static Task<long> SizeAsync(DrTarget target, string subject, CancellationToken cancel) => PostgresFailure.TranslateAsync(subject, async () =>
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, cancel);
        var size = await Sql.ScalarAsync(connection, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", cancel);
        return long.Parse(size ?? "0", CultureInfo.InvariantCulture);
    });

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await telling;
        ending.Dispose();
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                progress(await DescribeAsync(cancel));
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The restore has ended.
        }
    }

    /// <summary>
    /// A server that does not answer now is the restore's own trouble, which reports it. The query is not cancelled: Npgsql would wait a quarter of a minute for the
    /// server's answer to that. Its session ends with the answer, or with the DR.
    /// </summary>
    private async Task<string> DescribeAsync(CancellationToken cancel)
    {
        try
        {
            var size = await SizeAsync(options.Target, "Reading the DR's size", CancellationToken.None).WaitAsync(cancel);
            return Pace.Describe("restored", size, clock.Elapsed, options.ProductionBytes);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return $"restoring for {clock.Elapsed.TotalSeconds:0} s";
        }
    }
}
