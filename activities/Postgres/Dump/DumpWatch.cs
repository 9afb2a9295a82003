using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>
/// Watches the dump from production's side, in one session, and holds it to two promises: no statement of it takes longer than the statement timeout, which pg_dump
/// switches off in its own session, and nobody waits longer for its locks than it may wait for theirs. What cannot be seen is not reported; a look that fails does
/// not fail the dump.
/// </summary>
internal sealed class DumpWatch(IReadPath path, ProductionSource production, RunRef run)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly Stopwatch blocking = new();
    private IProductionSession? session;

    /// <summary>Null when never seen.</summary>
    public long? XminAge { get; private set; }

    public long LockWaits { get; private set; }

    /// <summary>The longest that sessions of others were seen waiting for a lock of the dump; null when none was.</summary>
    public double? OthersWaitedSeconds { get; private set; }

    /// <summary>Why the dump has to be stopped; null while it may go on.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Returns when the dump has to end, or has.</summary>
    /// <param name="progress">What the heartbeat says.</param>
    /// <param name="ended">When the dump has.</param>
    /// <param name="cancel">When the run is aborted.</param>
    public async Task WatchAsync(Func<string> progress, CancellationToken ended, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                CurrentActivity.Heartbeat(progress());
                await LookAsync(ended, cancel);
            }
            while (StopReason is null && await timer.WaitForNextTickAsync(ended));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // There is nothing left to watch.
        }
        finally
        {
            await EndSessionAsync();
        }
    }

    private async ValueTask EndSessionAsync()
    {
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }
    }

    /// <summary>In a new session where there is none, which stays open for the next look.</summary>
    private async Task LookAsync(CancellationToken ended, CancellationToken cancel)
    {
        try
        {
            // Not the dump's end: a psql that is cancelled is ended by a second program, while at its input's end it goes by itself.
            session ??= await path.OpenAsync(production, run, cancel);
            var json = await session.QueryAsync(DumpSample.Query(ApplicationName.Dump(run)), ended);
            if (JsonSerializer.Deserialize<DumpSample>(json, Json.Options) is { Sessions: > 0 } sample)
            {
                Judge(sample);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await EndSessionAsync();
            CurrentActivity.Heartbeat($"dumping; production's sessions could not be seen: {fault.Message}");
        }
    }

    private void Judge(DumpSample sample)
    {
        XminAge = Math.Max(XminAge ?? sample.XminAge ?? 0, sample.XminAge ?? 0);
        LockWaits += sample.WaitingForLock;
        if (sample.Blocked > 0)
        {
            blocking.Start();
            OthersWaitedSeconds = Math.Max(OthersWaitedSeconds ?? 0, blocking.Elapsed.TotalSeconds);
        }
        else
        {
            blocking.Reset();
        }

        if (sample.StatementSeconds > production.StatementTimeoutSeconds)
        {
            StopReason = string.Create(CultureInfo.InvariantCulture, $"a statement ran longer than the plan's statementTimeoutSeconds ({production.StatementTimeoutSeconds} s); tried again. Raise it in the plan, or dump a standby.");
        }
        else if (blocking.Elapsed.TotalSeconds > production.LockWaitTimeoutSeconds)
        {
            StopReason = string.Create(CultureInfo.InvariantCulture, $"others waited for its locks longer than the plan's lockWaitTimeoutSeconds ({production.LockWaitTimeoutSeconds} s); tried again. Rehearse when nobody alters tables there, or dump a standby.");
        }
    }
}
