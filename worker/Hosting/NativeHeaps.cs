using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Where Temporal's native code has its memory from: the C library keeps up to eight heaps for each core, and gives little back of what each once had. Two do for a worker,
/// which waits nearly all the time, and leave its host a tenth of what it has of its own.
/// </summary>
internal static class NativeHeaps
{
    private const int ArenaMax = -8;
    private const int Heaps = 2;

    private delegate int Mallopt(int parameter, int value);

    /// <summary>For threads that are still to come. Does nothing with another C library than glibc.</summary>
    public static void Limit()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "mallopt", out var address))
        {
            _ = Marshal.GetDelegateForFunctionPointer<Mallopt>(address)(ArenaMax, Heaps);
        }
    }
}
