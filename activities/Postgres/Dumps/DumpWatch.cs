using System.Text.Json;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dumps;

/// <summary>
/// Watches the dump from production's side once a second, and holds it to the statement timeout, which pg_dump switches off in its own session.
/// What cannot be seen is not reported; a look that fails does not fail the dump.
/// </summary>
internal sealed class DumpWatch(IProductionSession session, Production production, RunRef run)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Null when never seen.</summary>
    public long? XminAge { get; private set; }

    public long LockWaits { get; private set; }

    /// <summary>True when a statement of the dump ran longer than the plan allows.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Returns when cancelled, or when the dump is overdue.</summary>
    public async Task WatchAsync(Func<string> progress, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                ActivityContext.Heartbeat(progress());
                await LookAsync(cancel);
            }
            while (!Overdue && await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The dump has ended.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var json = await session.QueryAsync(production, run, DumpSample.Query(ApplicationName.Dump(run)), cancel);
            if (JsonSerializer.Deserialize<DumpSample>(json, Json.Options) is { Sessions: > 0 } sample)
            {
                XminAge = Math.Max(XminAge ?? sample.XminAge ?? 0, sample.XminAge ?? 0);
                LockWaits += sample.WaitingForLock;
                Overdue = sample.StatementSeconds > production.StatementTimeoutSeconds;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            ActivityContext.Heartbeat($"dumping; production's sessions could not be seen: {fault.Message}");
        }
    }
}
