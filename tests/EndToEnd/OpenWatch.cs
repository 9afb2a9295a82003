using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>The kernel's word (inotify) on whether a file was opened or read, by whatever process and under whatever name.</summary>
internal sealed class OpenWatch : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint OpenedOrRead = 0x20 | 0x1;
    private readonly SafeFileHandle events;

    public OpenWatch(string path)
    {
        events = new SafeFileHandle(inotify_init1(NonBlocking), ownsHandle: true);
        if (events.IsInvalid || inotify_add_watch(events, path, OpenedOrRead) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Since the watch began.</summary>
    public bool SawAny() => read(events, new byte[4096], 4096) > 0;

    public void Dispose() => events.Dispose();

    [DllImport("libc", SetLastError = true)]
    private static extern int inotify_init1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int inotify_add_watch(SafeFileHandle events, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(SafeFileHandle events, [Out] byte[] buffer, nint length);
}
