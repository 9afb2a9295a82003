using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// An open directory. Everything is done relative to it, so a path that is swapped afterwards leads nowhere else. No step of opening
/// follows a symbolic link.
/// </summary>
internal sealed class DirectoryHandle : IDisposable
{
    private const int StatSize = 256;
    private readonly SafeFileHandle handle;

    private DirectoryHandle(SafeFileHandle handle, string path) => (this.handle, Path) = (handle, path);

    public string Path { get; }

    private int Fd => (int)handle.DangerousGetHandle();

    /// <summary>Null when a component is absent; throws when one is a symbolic link or no directory.</summary>
    public static DirectoryHandle? Open(string absolutePath)
    {
        var current = Enter(Posix.AtCurrentDirectory, "/", "/");
        foreach (var name in absolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is "." or "..")
            {
                throw new IOException($"Path '{absolutePath}' holds '{name}', expected a path without it. Write the path out.");
            }

            using var parent = current;
            current = parent?.OpenDirectory(name);
            if (current is null)
            {
                return null;
            }
        }

        return current;
    }

    public DirectoryHandle? OpenDirectory(string name) => Enter(Fd, name, System.IO.Path.Join(Path, name));

    /// <summary>As lstat; null when there is no such name.</summary>
    public PathStat? Stat(string name)
    {
        var buffer = new byte[StatSize];
        return Posix.Stat(Fd, name, buffer) switch
        {
            0 => PathStat.Read(buffer),
            _ when Marshal.GetLastPInvokeError() == Posix.NoEntry => null,
            _ => throw Posix.Error($"'{System.IO.Path.Join(Path, name)}' could not be looked at"),
        };
    }

    public PathStat Stat()
    {
        var buffer = new byte[StatSize];
        return Posix.StatSelf(Fd, buffer) == 0 ? PathStat.Read(buffer) : throw Posix.Error($"Directory '{Path}' could not be looked at");
    }

    /// <summary>Of the very file that is open, whatever its name leads to by now.</summary>
    public static PathStat StatOf(SafeFileHandle file)
    {
        var buffer = new byte[StatSize];
        return Posix.StatSelf((int)file.DangerousGetHandle(), buffer) == 0 ? PathStat.Read(buffer) : throw Posix.Error("An open file could not be looked at");
    }

    /// <summary>Of this very directory, whatever its path leads to by now.</summary>
    public void SetMode(UnixFileMode mode) => File.SetUnixFileMode($"/proc/self/fd/{Fd}", mode);

    public IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/self/fd/{Fd}").Select(e => System.IO.Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    /// <summary>Null when absent. Opening a pipe or device does not block; look at <see cref="Stat(string)"/> first all the same.</summary>
    public SafeFileHandle? OpenFile(string name, bool write)
    {
        var fd = Posix.OpenFile(Fd, name, write);
        return fd >= 0 ? new SafeFileHandle((nint)fd, ownsHandle: true)
            : Marshal.GetLastPInvokeError() == Posix.NoEntry ? null
            : throw Posix.Error($"File '{System.IO.Path.Join(Path, name)}' could not be opened");
    }

    /// <summary>Null when the name is taken.</summary>
    public SafeFileHandle? CreateFile(string name, UnixFileMode mode)
    {
        var fd = Posix.CreateFile(Fd, name, (uint)mode);
        return fd >= 0 ? new SafeFileHandle((nint)fd, ownsHandle: true)
            : Marshal.GetLastPInvokeError() == Posix.Exists ? null
            : throw Posix.Error($"File '{System.IO.Path.Join(Path, name)}' could not be created");
    }

    /// <summary>False when the name is taken.</summary>
    public bool MakeDirectory(string name, UnixFileMode mode) =>
        Done(Posix.MakeDirectory(Fd, name, (uint)mode), Posix.Exists, $"Directory '{System.IO.Path.Join(Path, name)}' could not be made");

    /// <summary>The target of a symbolic link, as it is stored; null when the name is no link.</summary>
    public string? ReadLink(string name) => new FileInfo($"/proc/self/fd/{Fd}/{name}").LinkTarget;

    /// <summary>Fails when the name is taken. Where it leads is not looked at.</summary>
    public void MakeLink(string name, string target) => File.CreateSymbolicLink($"/proc/self/fd/{Fd}/{name}", target);

    /// <summary>False when there was none. A symbolic link is itself removed, never its target.</summary>
    public bool Unlink(string name) =>
        Done(Posix.Unlink(Fd, name), Posix.NoEntry, $"'{System.IO.Path.Join(Path, name)}' could not be unlinked");

    /// <summary>Only when it is empty. False when there was none.</summary>
    public bool RemoveDirectory(string name) =>
        Done(Posix.RemoveDirectory(Fd, name), Posix.NoEntry, $"Directory '{System.IO.Path.Join(Path, name)}' could not be removed");

    /// <summary>False when the new name is taken.</summary>
    public bool Rename(string from, string to) =>
        Done(Posix.RenameWithoutReplacing(Fd, from, to), Posix.Exists, $"'{System.IO.Path.Join(Path, from)}' could not be renamed to '{to}'");

    /// <summary>Takes the place of whatever has the new name; a symbolic link there is itself replaced.</summary>
    public void Replace(string from, string to) =>
        Done(Posix.Rename(Fd, from, to), Posix.Nothing, $"'{System.IO.Path.Join(Path, from)}' could not be renamed to '{to}'");

    public void Flush() => Done(Posix.FlushDirectory(Fd), Posix.Nothing, $"Directory '{Path}' could not be flushed");

    public void Dispose() => handle.Dispose();

    private static bool Done(int answer, int expected, string subject) =>
        answer >= 0 || (Marshal.GetLastPInvokeError() == expected ? false : throw Posix.Error(subject));

    private static DirectoryHandle? Enter(int parent, string name, string path)
    {
        var fd = Posix.OpenDirectory(parent, name);
        if (fd >= 0)
        {
            return new DirectoryHandle(new SafeFileHandle((nint)fd, ownsHandle: true), path);
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Posix.NoEntry => null,
            Posix.NotDirectory or Posix.TooManyLinks => throw new IOException(
                $"'{path}' is a symbolic link or no directory, expected a directory; nothing below it was touched. Look at it with `ls -ld {path}`."),
            _ => throw Posix.Error($"Directory '{path}' could not be opened"),
        };
    }
}
