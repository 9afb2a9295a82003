namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>A file that is open to one process at a time, or to many that only read. The kernel drops the lock of a killed process.</summary>
internal static class LockedFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>For this process alone; private and empty where it is made now.</summary>
    /// <param name="path">In a directory that is there.</param>
    /// <param name="waiting">Called each time that another process has it.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<FileStream> OpenExclusiveAsync(string path, Action waiting, CancellationToken cancel)
    {
        while (true)
        {
            if (TryOpen(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None) is { } file)
            {
                return file;
            }

            waiting();
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Null when another process's lock is in the way.</summary>
    public static FileStream? TryOpen(string path, FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = mode,
                Access = access,
                Share = share,
                UnixCreateMode = mode == FileMode.Open ? null : OwnedDirectory.PrivateFile,
            });
        }
        catch (IOException e) when (e.HResult == Posix.WouldBlock)
        {
            return null;
        }
    }
}
