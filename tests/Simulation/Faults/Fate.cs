namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>What becomes of one attempt: when its effect takes place, whether it does, and what is heard of it.</summary>
internal sealed record Fate
{
    public required TimeSpan Effect { get; init; }

    /// <summary>From effect to answer.</summary>
    public TimeSpan Answer { get; init; }

    /// <summary>Instead of the effect.</summary>
    public Exception? Before { get; init; }

    /// <summary>After the effect, instead of its answer.</summary>
    public Exception? After { get; init; }

    /// <summary>No heartbeat from the start (SIGSTOP); the effect takes place when the process goes on, whoever waits for it by then.</summary>
    public bool Frozen { get; init; }

    /// <summary>Nothing ever comes of it; it heartbeats until somebody gives it up.</summary>
    public bool Hangs { get; init; }

    /// <summary>The effect is done and its process dies.</summary>
    public bool Silent { get; init; }

    /// <summary>The whole worker dies, at the effect's time.</summary>
    public KillAt? Kill { get; init; }

    /// <summary>A gate's answer is turned red.</summary>
    public bool Red { get; init; }
}

internal enum KillAt
{
    BeforeEffect,
    AfterEffect,

    /// <summary>Before, and the daemon does what it was asked some time later.</summary>
    DaemonLater,
}
