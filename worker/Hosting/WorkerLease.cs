using System.Text;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>A file that holds a worker's identity and is locked while the worker lives. The kernel drops the lock when a worker is killed.</summary>
internal sealed class WorkerLease : IDisposable
{
    /// <summary>The prefix of its name, in the evidence directory.</summary>
    public const string Prefix = ".worker.";

    private readonly FileStream file;

    private WorkerLease(FileStream file) => this.file = file;

    public static WorkerLease Begin(string directory, string identity)
    {
        var file = new FileStream(Path.Join(directory, $"{Prefix}{Guid.NewGuid():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(Encoding.UTF8.GetBytes(identity));
        return new WorkerLease(file);
    }

    /// <summary>Calls <paramref name="take"/> with the identities of killed workers, if there are any, then removes their files.</summary>
    public static async Task TakeOverAsync(string directory, Func<IReadOnlySet<string>, Task> take)
    {
        List<FileStream> left = [.. Directory.EnumerateFiles(directory, $"{Prefix}*").Select(Unlocked).OfType<FileStream>()];
        if (left.Count == 0)
        {
            return;
        }

        HashSet<string> killed = [];
        foreach (var file in left)
        {
            using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
            killed.Add(await reader.ReadToEndAsync());
        }

        await take(killed);
        foreach (var file in left)
        {
            Remove(file);
        }
    }

    public void Dispose() => Remove(file);

    /// <summary>Returns null when a living worker holds the lock.</summary>
    private static FileStream? Unlocked(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The name is removed first, because closing the file drops the lock.</summary>
    private static void Remove(FileStream file)
    {
        File.Delete(file.Name);
        file.Dispose();
    }
}
