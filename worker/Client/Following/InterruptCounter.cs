using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Counts how often Ctrl-C was pressed. SIGTERM ends the following and never aborts the run.</summary>
internal sealed class InterruptCounter : IDisposable
{
    private readonly List<IDisposable> registrations = [];
    private readonly SemaphoreSlim wake = new(0);
    private volatile int count;
    private volatile bool ended;

    public int Count => count;

    /// <summary>True when the process was told to end.</summary>
    public bool Ended => ended;

    public static InterruptCounter FromProcess()
    {
        var interrupts = new InterruptCounter();
        interrupts.Listen(PosixSignal.SIGINT, interrupts.Press);
        interrupts.Listen(PosixSignal.SIGTERM, interrupts.End);
        return interrupts;
    }

    public void Press()
    {
        Interlocked.Increment(ref count);
        wake.Release();
    }

    public void End()
    {
        ended = true;
        wake.Release();
    }

    /// <summary>Waits for that time, or until the next interrupt.</summary>
    public async Task DelayAsync(TimeSpan time) => await wake.WaitAsync(time);

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        wake.Dispose();
    }

    private void Listen(PosixSignal signal, Action act) => registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    }));
}
