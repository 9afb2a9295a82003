namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Replaces a file whole: written beside it, flushed, renamed. A killed writer leaves the old file or the new one.</summary>
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

    /// <summary>Keeps what was written only when the writer says so.</summary>
    public static async Task WriteIfAsync(string path, Func<Stream, Task<bool>> write)
    {
        var folder = PathRules.ParentOf(path);
        MakeFolder(folder);
        var temporary = TemporaryOf(path);
        File.Delete(temporary);
        bool keep;
        await using (var stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnedDirectory.PrivateFile,
        }))
        {
            keep = await write(stream);
            stream.Flush(flushToDisk: true);
        }

        if (!keep)
        {
            File.Delete(temporary);
            return;
        }

        File.Move(temporary, path, overwrite: true);
        Posix.FlushDirectory(folder);
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

    public static string TemporaryOf(string path) => Path.Join(PathRules.ParentOf(path), $".{Path.GetFileName(path)}.new");
}
