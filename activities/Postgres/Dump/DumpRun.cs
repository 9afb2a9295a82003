using System.Diagnostics;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>Dumps production, or its standby, into the run's file.</summary>
internal sealed class DumpRun(IReadPath path)
{
    private static readonly TimeSpan LeftoverTimeout = TimeSpan.FromSeconds(10);

    public async Task<DumpRecord> RunAsync(DumpRequest request, CancellationToken cancel)
    {
        if (DumpMark.Exists(request.WorkDirectory))
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
        var watched = WatchAsync(watch, () => Pace.Describe("dumped", file.Length, clock.Elapsed, request.ProductionBytes), dumping, ended.Token, cancel);
        string? complaint;
        try
        {
            complaint = await path.DumpAsync(request.Production, request.Run, request.WorkDirectory, file, dumping.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            complaint = watch.StopReason;
        }
        finally
        {
            await ended.CancelAsync();
            await watched;
        }

        if (complaint is not null)
        {
            await EndLeftoversAsync(request, cancel);
            throw PostgresFailure.Create(DumpAttempt.Failed, $"{Subject(request)} failed: {complaint}", retry: !IsLasting(complaint));
        }
    }

    private static string Subject(DumpRequest request) => $"The dump of database '{request.Production.Database}'";

    private static async Task WatchAsync(DumpWatch watch, Func<string> progress, CancellationTokenSource dumping, CancellationToken ended, CancellationToken cancel)
    {
        await watch.WatchAsync(progress, ended, cancel);
        if (watch.StopReason is not null)
        {
            await dumping.CancelAsync();
        }
    }

    /// <summary>A worker that was killed may have left its pg_dump running, and two would write one file.</summary>
    private async Task EndLeftoversAsync(DumpRequest request, CancellationToken cancel)
    {
        var name = ApplicationName.Dump(request.Run);
        var clock = Stopwatch.StartNew();
        while (await CountAsync(DumpSample.TerminateQuery(name)) > 0)
        {
            if (clock.Elapsed > LeftoverTimeout)
            {
                throw PostgresFailure.Create(DumpAttempt.Failed, $"Sessions '{name}' of an earlier attempt do not end on production; tried again.", retry: true);
            }

            await Task.Delay(100, cancel);
        }

        async Task<int> CountAsync(string sql) =>
            JsonSerializer.Deserialize<int>(await path.QueryAsync(request.Production, request.Run, sql, cancel));
    }

    /// <summary>Complaints of pg_dump that another attempt will not change. In another language than English every complaint is tried again.</summary>
    private static bool IsLasting(string complaint) =>
        complaint.Contains("permission denied", StringComparison.Ordinal)
        || complaint.Contains("row-level security", StringComparison.Ordinal)
        || complaint.Contains("server version mismatch", StringComparison.Ordinal);
}
