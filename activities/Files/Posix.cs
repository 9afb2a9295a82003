using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// The few system calls .NET has no words for: relative to an open directory and never through a symbolic link, so that nothing can
/// be swapped under a path between looking and deleting. Linux only.
/// </summary>
internal static class Posix
{
    public const int AtCurrentDirectory = -100;

    /// <summary>No error is expected.</summary>
    public const int Nothing = 0;
    public const int NoEntry = 2;
    public const int WouldBlock = 11;
    public const int Exists = 17;
    public const int NotDirectory = 20;
    public const int NotEmpty = 39;
    public const int TooManyLinks = 40;

    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;
    private const int NonBlocking = 0x800;
    private const int ReadWriteAccess = 2;
    private const int CreateExclusively = 0x40 | 0x80;
    private const int RemoveDirectoryFlag = 0x200;
    private const uint NoReplace = 1;

    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    private static int Directory => Arm ? 0x4000 : 0x10000;

    private static int NoFollow => Arm ? 0x8000 : 0x20000;

    /// <summary>Negative on failure; see <see cref="Marshal.GetLastPInvokeError"/>.</summary>
    public static int OpenDirectory(int parent, string name) =>
        openat(parent, name, PathOnly | Directory | NoFollow | CloseOnExec, 0);

    public static int OpenFile(int parent, string name, bool write) =>
        openat(parent, name, (write ? ReadWriteAccess : 0) | NoFollow | NonBlocking | CloseOnExec, 0);

    public static int CreateFile(int parent, string name, uint mode) =>
        openat(parent, name, ReadWriteAccess | CreateExclusively | NoFollow | CloseOnExec, mode);

    public static int MakeDirectory(int parent, string name, uint mode) => mkdirat(parent, name, mode);

    public static int Unlink(int parent, string name) => unlinkat(parent, name, 0);

    public static int RemoveDirectory(int parent, string name) => unlinkat(parent, name, RemoveDirectoryFlag);

    /// <summary>Fails with <see cref="Exists"/> rather than replace anything.</summary>
    public static int RenameWithoutReplacing(int parent, string from, string to) => renameat2(parent, from, parent, to, NoReplace);

    public static int Truncate(SafeFileHandle file) => ftruncate(file, 0);

    /// <summary>Returns once this part of a file is on its device; its length, and what the device itself keeps back, are for a flush.</summary>
    public static int WriteOut(SafeFileHandle file, long offset, long length) => sync_file_range(file, offset, length, flags: 0x1 | 0x2 | 0x4);

    public static int Rename(int parent, string from, string to) => renameat2(parent, from, parent, to, 0);

    /// <summary>Makes renames and new names in a directory survive a power cut.</summary>
    public static int FlushDirectory(int directory)
    {
        // A handle that is only a place in the tree cannot be flushed itself.
        var fd = openat(directory, ".", Directory | CloseOnExec, 0);
        if (fd < 0)
        {
            return fd;
        }

        using var handle = new SafeFileHandle(fd, ownsHandle: true);
        return fsync(handle);
    }

    public static int Stat(int parent, string name, byte[] buffer) =>
        statx(parent, name, flags: 0x100 | 0x800, mask: 0x7ff | 0x1000, buffer);

    public static int StatSelf(int directory, byte[] buffer) =>
        statx(directory, string.Empty, flags: 0x1000 | 0x800, mask: 0x7ff | 0x1000, buffer);

    /// <summary>The last call's failure, in words.</summary>
    public static IOException Error(string subject)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException($"{subject}: {Marshal.GetPInvokeErrorMessage(errno)}.", errno);
    }

#pragma warning disable IDE1006, SA1300 // the names of the C library
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int openat(int parent, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags, uint mode);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mkdirat(int parent, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint mode);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlinkat(int parent, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int renameat2(
        int fromParent, [MarshalAs(UnmanagedType.LPUTF8Str)] string from, int toParent, [MarshalAs(UnmanagedType.LPUTF8Str)] string to, uint flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ftruncate(SafeFileHandle file, long length);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(SafeFileHandle file);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sync_file_range(SafeFileHandle file, long offset, long length, uint flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int parent, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags, uint mask, [Out] byte[] buffer);
#pragma warning restore IDE1006, SA1300
}
