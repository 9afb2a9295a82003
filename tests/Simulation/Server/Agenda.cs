namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>A clock that stands still while code runs, and jumps to the next thing on the agenda.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTime At, long Turn)> queue = new();
    private long turn;

    public DateTime Now { get; private set; } = new(2026, 5, 17, 0, 0, 0, DateTimeKind.Utc);

    public void In(TimeSpan delay, Action what) => queue.Enqueue(what, (Now + delay, ++turn));

    /// <summary>False when nothing is left to do.</summary>
    public bool Step()
    {
        if (!queue.TryDequeue(out var what, out var when))
        {
            return false;
        }

        Now = when.At;
        what();
        return true;
    }
}
