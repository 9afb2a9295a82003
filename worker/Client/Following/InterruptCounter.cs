using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Counts Ctrl-C. SIGTERM is not a wish to abort: it counts as both, so that whoever ends this process leaves the run alone.</summary>
internal sealed class InterruptCounter : IDisposable
{
    private readonly List<IDisposable> registrations = [];
    private readonly SemaphoreSlim wake = new(0);
    private volatile int count;
    private volatile bool ended;

    public int Count => count;

    /// <summary>True when the process was told to end.</summary>
    public bool Ended => ended;

    public static InterruptCounter OfProcess()
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

    /// <summary>Waits, but not longer than until the next interrupt.</summary>
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
