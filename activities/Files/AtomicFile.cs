namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// Replaces a file whole: written beside it, flushed, renamed. A killed writer leaves the old file or the new one. All of it happens in one
/// directory held open, so that nobody can turn the path elsewhere in between.
/// </summary>
internal static class AtomicFile
{
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        WriteAsync(path, async stream => await stream.WriteAsync(content, cancel));

    /// <summary>Mode 0600, in directories made 0700. The name it is written under is always the same, so a retry leaves no litter.</summary>
    public static Task WriteAsync(string path, Func<Stream, Task> write) => WriteIfAsync(path, async stream =>
    {
        await write(stream);
        return true;
    });

    /// <summary>In a directory that is held open.</summary>
    public static Task WriteAsync(DirectoryHandle directory, string name, ReadOnlyMemory<byte> content) => WriteIfAsync(directory, name, async stream =>
    {
        await stream.WriteAsync(content, CancellationToken.None);
        return true;
    });

    /// <summary>Keeps what was written only when the writer says so.</summary>
    public static async Task WriteIfAsync(string path, Func<FileStream, Task<bool>> write)
    {
        var folder = PathRules.ParentOf(path);
        MakeFolder(folder);
        using var directory = DirectoryHandle.Open(folder)
            ?? throw new DirectoryNotFoundException($"Directory '{folder}' vanished while '{path}' was written, expected it to stay. It is tried again.");
        await WriteIfAsync(directory, Path.GetFileName(path), write);
    }

    /// <summary>Every missing directory 0700; .NET gives the mode to the last one only.</summary>
    public static void MakeFolder(string folder)
    {
        if (folder.Length > 0 && !Directory.Exists(folder))
        {
            MakeFolder(PathRules.ParentOf(folder));
            Directory.CreateDirectory(folder, OwnedDirectory.PrivateDirectory);
        }
    }

    public static string TemporaryOf(string path) => Path.Join(PathRules.ParentOf(path), TemporaryName(Path.GetFileName(path)));

    private static async Task WriteIfAsync(DirectoryHandle directory, string name, Func<FileStream, Task<bool>> write)
    {
        var temporary = TemporaryName(name);
        directory.Unlink(temporary);
        bool keep;
        using (var file = directory.CreateFile(temporary, OwnedDirectory.PrivateFile)
            ?? throw new IOException($"'{directory.Path}/{temporary}' was made by another at the same time. It is tried again."))
        await using (var stream = new FileStream(file, FileAccess.Write))
        {
            keep = await write(stream);
            stream.Flush(flushToDisk: true);
        }

        if (!keep)
        {
            directory.Unlink(temporary);
            return;
        }

        directory.Replace(temporary, name);
        directory.Flush();
    }

    private static string TemporaryName(string name) => $".{name}.new";
}
