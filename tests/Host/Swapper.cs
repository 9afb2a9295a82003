using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>Another thread that gives two names' places to each other again and again, each time in one system call, as fast as it can.</summary>
internal sealed class Swapper : IDisposable
{
    private const int Exchange = 2;
    private const int AtCurrentDirectory = -100;
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;
    private long swaps;

    public Swapper(params (string One, string Other)[] pairs)
    {
        thread = new Thread(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var (one, other) = pairs[i % pairs.Length];
                if (renameat2(AtCurrentDirectory, one, AtCurrentDirectory, other, Exchange) == 0)
                {
                    Interlocked.Increment(ref swaps);
                }
            }
        });
        thread.Start();
    }

    /// <summary>How often it came to it: a race without a rival shows nothing.</summary>
    public long Swaps => Interlocked.Read(ref swaps);

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
    }

#pragma warning disable IDE1006, SA1300 // the name of the C library
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int renameat2(
        int fromParent, [MarshalAs(UnmanagedType.LPUTF8Str)] string from, int toParent, [MarshalAs(UnmanagedType.LPUTF8Str)] string to, uint flags);
#pragma warning restore IDE1006, SA1300
}
