using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Runtime;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// What <c>shred -u</c> does: overwrites a file in place, with random bytes and then zeros, each pass flushed to its device, empties it and
/// unlinks it. Whole blocks are written, so that nothing survives in the last one. As with shred, a file system that copies on write or a
/// disk that remaps may keep an older copy; the run's secrets are therefore on tmpfs.
/// </summary>
internal static class Shredder
{
    private const int Block = 1 << 20;
    private const int Granule = 4096;

    /// <summary>False when there is no such name. Throws when it is not one regular file under one name: then nothing was written.</summary>
    public static bool Shred(DirectoryHandle directory, string name)
    {
        if (!Empty(directory, name, CancellationToken.None))
        {
            return false;
        }

        directory.Unlink(name);
        return true;
    }

    /// <summary>The same, but the name stays, with an empty file.</summary>
    public static bool Empty(DirectoryHandle directory, string name, CancellationToken cancel)
    {
        var stat = directory.Stat(name);
        if (stat is null)
        {
            return false;
        }

        RequireOneFile(stat, directory, name);
        using var file = directory.OpenFile(name, write: true);
        if (file is null)
        {
            return false;
        }

        // Of what was opened: since it was looked at, its name may have been given to another file.
        stat = DirectoryHandle.StatOf(file);
        RequireOneFile(stat, directory, name);
        var path = $"{directory.Path}/{name}";
        Overwrite(file, path, stat.Size, RandomNumberGenerator.Fill, $"overwriting {name}, pass 1 of 2", cancel);
        Overwrite(file, path, stat.Size, static block => block.Clear(), $"overwriting {name}, pass 2 of 2", cancel);
        if (Posix.Truncate(file) < 0)
        {
            throw Posix.Error($"File '{path}' could not be emptied");
        }

        RandomAccess.FlushToDisk(file);
        return true;
    }

    private static void RequireOneFile(PathStat stat, DirectoryHandle directory, string name)
    {
        if (stat.Kind != PathKind.File)
        {
            throw new NotRegularFileException(
                $"'{directory.Path}/{name}' is a {stat.Kind}, expected a regular file; not overwritten. The file that was there may live on elsewhere.",
                stat.Kind == PathKind.Directory ? $"rm -r {directory.Path}/{name}" : $"rm {directory.Path}/{name}");
        }

        if (stat.Links != 1)
        {
            throw new NotRegularFileException(
                $"File '{directory.Path}/{name}' has {stat.Links} names, expected 1; not overwritten, since the other may not be ours.", $"rm {directory.Path}/{name}");
        }
    }

    /// <summary>One pass over whole granules.</summary>
    private static void Overwrite(SafeFileHandle file, string path, long size, FillBlock fill, string words, CancellationToken cancel)
    {
        var pace = new WritebackThrottle(file, path);
        var block = new byte[Block];
        var end = (size + Granule - 1) / Granule * Granule;
        for (long offset = 0; offset < end; offset += Block)
        {
            var part = block.AsSpan(0, (int)Math.Min(Block, end - offset));
            fill(part);
            RandomAccess.Write(file, part, offset);
            pace.Advance(offset + part.Length);
            if (offset % WritebackThrottle.Window == 0)
            {
                cancel.ThrowIfCancellationRequested();
                CurrentActivity.Heartbeat($"{words}: {offset >> 20} of {end >> 20} MiB");
            }
        }

        RandomAccess.FlushToDisk(file);
    }

    private delegate void FillBlock(Span<byte> block);
}
