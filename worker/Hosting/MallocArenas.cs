using System.Runtime.InteropServices;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Limits the malloc arenas of glibc, which Temporal's native code allocates from. By default there are up to eight for each core, and each keeps most of what it once had.
/// A worker waits nearly all the time, so two are enough and keep its memory to a tenth.
/// </summary>
internal static class MallocArenas
{
    private const int ArenaMax = -8;
    private const int Arenas = 2;

    private delegate int Mallopt(int parameter, int value);

    /// <summary>Applies to threads that start later. Does nothing with another C library than glibc.</summary>
    public static void Limit()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "mallopt", out var address))
        {
            _ = Marshal.GetDelegateForFunctionPointer<Mallopt>(address)(ArenaMax, Arenas);
        }
    }
}
