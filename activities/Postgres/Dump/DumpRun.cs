using System.Diagnostics;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>A dump of production, or of its standby.</summary>
internal sealed class DumpRun(IReadPath path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<DumpRecord> RunAsync(DumpRequest request, CancellationToken cancel)
    {
        if (DumpMark.IsThere(request.WorkDirectory))
        {
            await EndLeftoversAsync(request, cancel);
        }

        var watch = new DumpWatch(path, request.Production, request.Run);
        return await DumpAttempt.RunAsync(
            request.WorkDirectory,
            Subject(request),
            (file, clock) => FillAsync(request, watch, file, clock, cancel),
            record => record with { XminAge = watch.XminAge, LockWaits = watch.LockWaits, OthersWaitedSeconds = watch.OthersWaitedSeconds },
            cancel);
    }

    private async Task FillAsync(DumpRequest request, DumpWatch watch, DumpFile file, Stopwatch clock, CancellationToken cancel)
    {
        using var dumping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watched = WatchAsync(watch, () => Pace.Words("dumped", file.Length, clock.Elapsed, request.ProductionBytes), dumping, ended.Token, cancel);
        string? complaint;
        try
        {
            complaint = await path.DumpAsync(request.Production, request.Run, request.WorkDirectory, file, dumping.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            complaint = watch.Broken;
        }
        finally
        {
            await ended.CancelAsync();
            await watched;
        }

        if (complaint is not null)
        {
            await EndLeftoversAsync(request, cancel);
            throw PostgresFailure.New(DumpAttempt.Failed, $"{Subject(request)} failed: {complaint}", retry: !IsLasting(complaint));
        }
    }

    private static string Subject(DumpRequest request) => $"The dump of database '{request.Production.Database}'";

    private static async Task WatchAsync(DumpWatch watch, Func<string> progress, CancellationTokenSource dumping, CancellationToken ended, CancellationToken cancel)
    {
        await watch.WatchAsync(progress, ended, cancel);
        if (watch.Broken is not null)
        {
            await dumping.CancelAsync();
        }
    }

    /// <summary>A worker that was killed may have left its pg_dump running; two at once would share one file.</summary>
    private async Task EndLeftoversAsync(DumpRequest request, CancellationToken cancel)
    {
        var name = ApplicationName.Dump(request.Run);
        var clock = Stopwatch.StartNew();
        while (await CountAsync(DumpSample.End(name)) > 0)
        {
            if (clock.Elapsed > Patience)
            {
                throw PostgresFailure.New(DumpAttempt.Failed, $"Sessions '{name}' of an earlier attempt do not end on production; tried again.", retry: true);
            }

            await Task.Delay(100, cancel);
        }

        async Task<int> CountAsync(string sql) =>
            JsonSerializer.Deserialize<int>(await path.QueryAsync(request.Production, request.Run, sql, cancel));
    }

    /// <summary>Words of pg_dump that another attempt will not change. In another language than English all is tried again.</summary>
    private static bool IsLasting(string complaint) =>
        complaint.Contains("permission denied", StringComparison.Ordinal)
        || complaint.Contains("row-level security", StringComparison.Ordinal)
        || complaint.Contains("server version mismatch", StringComparison.Ordinal);
}
