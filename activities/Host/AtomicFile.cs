namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Replaces a file whole: written beside it, flushed, renamed. A killed writer leaves the old file or the new one.</summary>
internal static class AtomicFile
{
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        WriteAsync(path, async stream => await stream.WriteAsync(content, cancel));

    /// <summary>Mode 0600, in directories made 0700. The name it is written under is always the same, so a retry leaves no litter.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var folder = PathRules.ParentOf(path);
        Directory.CreateDirectory(folder, OwnedDirectory.PrivateDirectory);
        var temporary = TemporaryOf(path);
        File.Delete(temporary);
        await using (var stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnedDirectory.PrivateFile,
        }))
        {
            await write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        Posix.FlushDirectory(folder);
    }

    public static string TemporaryOf(string path) => Path.Join(PathRules.ParentOf(path), $".{Path.GetFileName(path)}.new");
}
