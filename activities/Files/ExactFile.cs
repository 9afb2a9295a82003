namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// A file of a run by its exact path: no step of the way is a symbolic link, and it is a regular file. In <c>$WD</c> the code under test can
/// write to the DR's socket and log directories, and what it puts there must not lead the worker to another file of the host.
/// </summary>
internal static class ExactFile
{
    /// <summary>Null when there is none. The stream is on the very file that was looked at, whatever its name leads to by then.</summary>
    /// <exception cref="IOException">It, or a directory above it, is a link; or it is no regular file, or one with a second name that would be written to.</exception>
    public static FileStream? Open(string path, FileAccess access, FileShare share = FileShare.ReadWrite, int bufferSize = 1 << 16)
    {
        using var directory = DirectoryHandle.Open(PathRules.ParentOf(path));
        var name = Path.GetFileName(path);
        if (directory?.Stat(name) is not { } seen)
        {
            return null;
        }

        // Before it is opened, since opening a device can do something.
        Require(seen, path, access);
        using var file = directory.OpenFile(name, write: access != FileAccess.Read);
        if (file is null)
        {
            return null;
        }

        Require(DirectoryHandle.StatOf(file), path, access);
        return new FileStream($"/proc/self/fd/{file.DangerousGetHandle()}", FileMode.Open, access, share, bufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
    }

    /// <summary>Null when there is none.</summary>
    public static async Task<string?> TextAsync(string path, CancellationToken cancel)
    {
        await using var stream = Open(path, FileAccess.Read);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }

    private static void Require(PathStat stat, string path, FileAccess access)
    {
        if (stat.Kind != PathKind.File)
        {
            throw new IOException($"'{path}' is a {stat.Kind}, expected a regular file; not opened. Look at it with `ls -l {path}`.");
        }

        if (access != FileAccess.Read && stat.Links != 1)
        {
            throw new IOException($"File '{path}' has {stat.Links} names, expected 1; not written to, since the other may not be ours. Look at it with `ls -l {path}`.");
        }
    }
}
