namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>One attempt, as the worker has it. It may outlive the server's interest in it.</summary>
internal sealed class TaskAttempt(ActivityTask task, int number)
{
    public ActivityTask Task { get; } = task;

    public int Number { get; } = number;

    /// <summary>False once the server has given it up, and whatever it answers is not heard.</summary>
    public bool Awaited => Task.Current == this;

    /// <summary>True while its process runs and heartbeats.</summary>
    public bool Alive { get; set; } = true;

    /// <summary>What the worker does when a heartbeat brings the word that it is cancelled.</summary>
    public Action? OnCancel { get; set; }

    public override string ToString() => $"{Task.Type}#{Number}";
}
