using Temporalio.Api.Common.V1;
using Temporalio.Bridge.Api.WorkflowCommands;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>One scheduled activity, as the server knows it.</summary>
internal sealed class ActivityTask(Execution owner, ScheduleActivity command)
{
    public Execution Owner { get; } = owner;

    public uint Seq => command.Seq;

    public string Id => command.ActivityId;

    public string Type => command.ActivityType;

    public IReadOnlyList<Payload> Input => command.Arguments;

    public TimeSpan StartToClose => command.StartToCloseTimeout.ToTimeSpan();

    public TimeSpan Heartbeat => command.HeartbeatTimeout?.ToTimeSpan() ?? TimeSpan.MaxValue;

    public bool WaitsForCancel => command.CancellationType == ActivityCancellationType.WaitCancellationCompleted;

    public int Attempts { get; set; }

    /// <summary>The attempt the server waits for; absent between attempts.</summary>
    public TaskAttempt? Current { get; set; }

    public bool CancelRequested { get; set; }

    public bool Resolved { get; set; }

    /// <summary>Null when no attempt is left.</summary>
    public TimeSpan? Backoff()
    {
        var policy = command.RetryPolicy;
        if (policy is null || (policy.MaximumAttempts > 0 && Attempts >= policy.MaximumAttempts))
        {
            return null;
        }

        var first = policy.InitialInterval.ToTimeSpan();
        var most = policy.MaximumInterval?.ToTimeSpan() is { } given && given > TimeSpan.Zero ? given : first * 100;
        var wait = first.TotalSeconds * Math.Pow(policy.BackoffCoefficient, Math.Min(Attempts - 1, 60));
        return wait < most.TotalSeconds ? TimeSpan.FromSeconds(wait) : most;
    }
}
