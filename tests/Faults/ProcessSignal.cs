using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>What the kernel does to a process when told so.</summary>
internal static class ProcessSignal
{
    private const int Killed = 9;
    private const int Continued = 18;
    private const int Stopped = 19;
    private const int NoSuchProcess = 3;

    public static void Kill(int pid) => Send(pid, Killed);

    /// <summary>One that another fault has killed meanwhile has nothing to go on with.</summary>
    public static void Continue(int pid) => Send(pid, Continued);

    public static void Stop(int pid) => Send(pid, Stopped);

    private static void Send(int pid, int signal)
    {
        if (kill(pid, signal) != 0 && !(signal == Continued && Marshal.GetLastPInvokeError() == NoSuchProcess))
        {
            throw new InvalidOperationException($"Process {pid} cannot be sent signal {signal}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);
}
