using Temporalio.Common;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>
/// Every timeout and retry of both workflows, in one table. The worker heartbeats for every activity, so a dead worker is noticed
/// after <see cref="Heartbeat"/> whatever the activity does; StartToClose only bounds a hung one.
/// </summary>
internal static class Retries
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    /// <summary>A watch does nothing that a second attempt could repeat, and lasts as long as its run: a slow heartbeat keeps it cheap.</summary>
    private static readonly TimeSpan SlowHeartbeat = TimeSpan.FromMinutes(5);

    /// <summary>Somebody else's server, which may have been told to slow us down.</summary>
    private static readonly RetryPolicy Courteous = new() { InitialInterval = TimeSpan.FromSeconds(1), BackoffCoefficient = 2, MaximumInterval = TimeSpan.FromMinutes(5) };

    /// <summary>Without end, so that nothing is lost while Docker, PostgreSQL or a disk is away; capped, so that recovery is prompt.</summary>
    private static readonly RetryPolicy Patient = new() { InitialInterval = TimeSpan.FromSeconds(0.3), BackoffCoefficient = 2, MaximumInterval = TimeSpan.FromSeconds(10) };

    /// <summary>About five seconds; then the failure is written into history and the walk goes on.</summary>
    private static readonly RetryPolicy Burst = new() { InitialInterval = TimeSpan.FromSeconds(0.3), BackoffCoefficient = 2, MaximumAttempts = 5 };

    /// <summary>A capture, a gate, the making of one object. Stopped by abort and cancel, and waited for: nothing is created behind teardown's back.</summary>
    public static ActivityOptions Quick(string summary, CancellationToken stop) => Options(summary, TimeSpan.FromMinutes(2), Patient, stop);

    /// <summary>Dump, restore, clone, a scenario.</summary>
    public static ActivityOptions Long(string summary, CancellationToken stop) => Options(summary, TimeSpan.FromHours(24), Patient, stop);

    /// <summary>A teardown step or assertion: nothing cancels it, nothing outlives its burst.</summary>
    public static ActivityOptions TeardownStep(string summary) => Options(summary, TimeSpan.FromMinutes(30), Burst, CancellationToken.None);

    /// <summary>What the run's end rests on: nothing cancels it, and it is tried until it can be answered.</summary>
    public static ActivityOptions Closure(string summary) => Options(summary, TimeSpan.FromMinutes(10), Patient, CancellationToken.None);

    /// <summary>A look that the next one repeats anyway: it must not hold the schedule up.</summary>
    public static ActivityOptions Supervision(string summary) => Options(summary, TimeSpan.FromMinutes(2), Burst, Workflow.CancellationToken);

    /// <summary>The wait for the end of a run: as long as it takes, tried again for ever.</summary>
    public static ActivityOptions Watch(string summary, CancellationToken stop)
    {
        var options = Options(summary, TimeSpan.FromDays(365), Patient, stop);
        options.HeartbeatTimeout = SlowHeartbeat;
        return options;
    }

    /// <summary>A receiver may be away for a night; after a day its notice is old news, and its workflow fails where it can be seen.</summary>
    public static ActivityOptions Notice(string summary)
    {
        var options = Options(summary, TimeSpan.FromMinutes(1), Courteous, Workflow.CancellationToken);
        options.ScheduleToCloseTimeout = TimeSpan.FromHours(24);
        return options;
    }

    /// <summary>How long a parked teardown sleeps before it tries again by itself.</summary>
    public static TimeSpan ParkedFor(int times) => TimeSpan.FromMinutes(Math.Min(15, Math.Pow(2, Math.Min(times, 4))));

    private static ActivityOptions Options(string summary, TimeSpan startToClose, RetryPolicy retry, CancellationToken cancel) => new()
    {
        Summary = summary,
        StartToCloseTimeout = startToClose,
        HeartbeatTimeout = Heartbeat,
        RetryPolicy = retry,
        CancellationToken = cancel,
        CancellationType = ActivityCancellationType.WaitCancellationCompleted,
    };
}
