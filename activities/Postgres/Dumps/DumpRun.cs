using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Postgres.Dumps;

/// <summary>One dump of production into <c>dr_src.sql</c>. A second attempt overwrites what a first one did not bring to its end.</summary>
internal sealed class DumpRun(IProductionSession session)
{
    private const string Failed = "DumpFailed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<DumpRecord> RunAsync(DumpRequest request, CancellationToken cancel)
    {
        if (await DumpMark.DoneAsync(request.WorkDirectory, cancel) is { } done)
        {
            return done;
        }

        await EndLeftoversAsync(request, cancel);
        var path = RunPaths.Of(request.WorkDirectory).Dump;
        var watch = new DumpWatch(session, request.Production, request.Run);
        var clock = Stopwatch.StartNew();
        await using var file = DumpFile.Overwrite(path);

        // After the file was emptied and before anything is in it: whoever reads behind knows by it that all it reads is of this attempt.
        var mark = new DumpMark { Attempt = $"{Guid.NewGuid():N}" };
        await mark.WriteAsync(request.WorkDirectory, cancel);

        using var dumping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watched = WatchAsync(watch, () => Pace.Words("dumped", file.Length, clock.Elapsed, request.ProductionBytes), dumping, watching.Token);
        string? complaint;
        try
        {
            complaint = await session.DumpAsync(request.Production, request.Run, request.WorkDirectory, file, dumping.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            complaint = string.Create(
                CultureInfo.InvariantCulture, $"a statement ran longer than the plan's statementTimeoutSeconds ({request.Production.StatementTimeoutSeconds} s)");
        }
        finally
        {
            await watching.CancelAsync();
            await watched;
        }

        await file.FlushAsync(cancel);
        if (complaint is not null)
        {
            await EndLeftoversAsync(request, cancel);
            throw PostgresFailure.New(Failed, $"The dump of database '{request.Production.Database}' failed: {complaint}", retry: !IsLasting(complaint));
        }

        if (!file.Complete)
        {
            throw PostgresFailure.New(Failed, $"The dump of database '{request.Production.Database}' was cut off after {file.Length} bytes; made again.", retry: true);
        }

        var record = new DumpRecord
        {
            Sha256 = file.Sha256(),
            Bytes = file.Length,
            Tables = file.Rows.Count,
            Rows = file.Rows.Values.Sum(),
            RowCountsSha256 = RowCounts.Sha256(file.Rows),
            Seconds = clock.Elapsed.TotalSeconds,
            XminAge = watch.XminAge,
            LockWaits = watch.LockWaits,
        };
        await (mark with { Record = record }).WriteAsync(request.WorkDirectory, cancel);
        return record;
    }

    private static async Task WatchAsync(DumpWatch watch, Func<string> progress, CancellationTokenSource dumping, CancellationToken cancel)
    {
        await watch.WatchAsync(progress, cancel);
        if (watch.Overdue)
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
                throw PostgresFailure.New(Failed, $"Sessions '{name}' of an earlier attempt do not end on production; tried again.", retry: true);
            }

            await Task.Delay(100, cancel);
        }

        async Task<int> CountAsync(string sql) =>
            JsonSerializer.Deserialize<int>(await session.QueryAsync(request.Production, request.Run, sql, cancel));
    }

    /// <summary>Words of pg_dump that another attempt will not change. In another language than English all is tried again.</summary>
    private static bool IsLasting(string complaint) =>
        complaint.Contains("permission denied", StringComparison.Ordinal)
        || complaint.Contains("row-level security", StringComparison.Ordinal)
        || complaint.Contains("server version mismatch", StringComparison.Ordinal);
}
