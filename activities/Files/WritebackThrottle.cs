using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// Holds the writer of a large file to a window ahead of its device. What is on its way there counts as the worker's memory: where its container is limited, cgroup v1
/// kills a writer that is faster than its device instead of having it wait.
/// </summary>
internal class WritebackThrottle(SafeFileHandle file, string path)
{
    public const int Window = 16 << 20;

    private long onDevice;

    /// <param name="end">How much of the file is written, from its beginning.</param>
    /// <exception cref="IOException">The device did not take it.</exception>
    public void Advance(long end)
    {
        if (end - onDevice >= Window)
        {
            WriteOut(onDevice, end - onDevice);
            onDevice = end;
        }
    }

    protected virtual void WriteOut(long offset, long length)
    {
        if (Posix.WriteOut(file, offset, length) < 0)
        {
            throw Posix.Error($"File '{path}' was not taken by its device from byte {offset} on, expected that before more is written; see `dmesg` for the disk");
        }
    }
}
