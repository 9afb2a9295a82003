using System.Text;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// A directory of one run: it carries the run's nonce in a sentinel file. It is made under a staging name that holds the whole nonce and
/// renamed when its sentinel is in it, and renamed back before the sentinel goes: killed at any point, whatever is there is still known
/// to be ours.
/// </summary>
internal static class OwnedDirectory
{
    public const string SentinelName = ".dryrun-nonce";
    public const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The name a directory has before its sentinel is written and after all but its sentinel is gone.</summary>
    public static string StagingPath(string path, string nonce) =>
        Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.dryrun-{nonce}");

    public static PathOwner Look(string path, string nonce)
    {
        using var parent = DirectoryHandle.Open(PathRules.ParentOf(path));
        return parent is null ? PathOwner.None : Look(parent, Path.GetFileName(path), nonce);
    }

    public static PathOwner Look(DirectoryHandle directory, string nonce)
    {
        var stat = directory.Stat(SentinelName);
        if (stat is null)
        {
            return PathOwner.Foreign($"Directory '{directory.Path}' carries no {SentinelName}, expected nonce '{nonce}'");
        }

        if (stat.Kind != PathKind.File || stat.Size > 256)
        {
            return PathOwner.Foreign($"Directory '{directory.Path}' has a {SentinelName} that is no small file, expected nonce '{nonce}'");
        }

        var found = ReadSentinel(directory);
        return found == nonce ? PathOwner.Ours
            : PathOwner.Foreign($"Directory '{directory.Path}' carries nonce '{found}', expected '{nonce}'");
    }

    /// <summary>Held open, and seen on that very handle to be ours: what is done with it is done nowhere else.</summary>
    /// <exception cref="IOException">It is absent or not ours.</exception>
    public static DirectoryHandle Open(string path, string nonce)
    {
        var directory = DirectoryHandle.Open(path)
            ?? throw new DirectoryNotFoundException($"Directory '{path}' is absent, expected it with nonce '{nonce}'. Start a new run.");
        if (Look(directory, nonce) is { State: not OwnershipState.Ours } owner)
        {
            directory.Dispose();
            throw new IOException($"{owner.Reason}; nothing was done in it. Look at it with `ls -la {path}`.");
        }

        return directory;
    }

    /// <summary>Makes it, or adopts it when it is ours. Anything else is left alone.</summary>
    public static PathOwner Make(string path, string nonce)
    {
        var found = Look(path, nonce);
        if (found.State != OwnershipState.Absent)
        {
            return found;
        }

        using var parent = DirectoryHandle.Open(PathRules.ParentOf(path))
            ?? throw new DirectoryNotFoundException($"Directory '{PathRules.ParentOf(path)}' does not exist, expected the parent of '{path}'. Make it.");
        var staging = Path.GetFileName(StagingPath(path, nonce));
        parent.MakeDirectory(staging, PrivateDirectory);
        using (var directory = parent.OpenDirectory(staging)
            ?? throw new DirectoryNotFoundException($"Directory '{parent.Path}/{staging}' vanished while it was made."))
        {
            directory.SetMode(PrivateDirectory);
            directory.Unlink(SentinelName);
            using var sentinel = directory.CreateFile(SentinelName, PrivateFile)
                ?? throw new IOException($"'{directory.Path}/{SentinelName}' was made by another at the same time.");
            RandomAccess.Write(sentinel, Encoding.ASCII.GetBytes(nonce), 0);
            RandomAccess.FlushToDisk(sentinel);
        }

        // Looked at again, since what was renamed is whatever had the staging name by then.
        return parent.Rename(staging, Path.GetFileName(path)) ? Look(parent, Path.GetFileName(path), nonce) : Discard(parent, staging, path, nonce);
    }

    private static PathOwner Look(DirectoryHandle parent, string name, string nonce)
    {
        if (parent.Stat(name) is not { } stat)
        {
            return PathOwner.None;
        }

        if (stat.Kind != PathKind.Directory)
        {
            return PathOwner.Foreign($"'{Path.Join(parent.Path, name)}' is a {Describe(stat.Kind)}, expected a directory with nonce '{nonce}'");
        }

        using var directory = parent.OpenDirectory(name);
        return directory is null ? PathOwner.None : Look(directory, nonce);
    }

    private static PathOwner Discard(DirectoryHandle parent, string staging, string path, string nonce)
    {
        using (var directory = parent.OpenDirectory(staging))
        {
            directory?.Unlink(SentinelName);
        }

        parent.RemoveDirectory(staging);
        return Look(path, nonce);
    }

    /// <summary>True for a directory that <see cref="Make"/> was killed in before its sentinel was whole, or removal after it was gone: nothing else is in it then.</summary>
    public static bool HoldsAtMostPartOf(DirectoryHandle directory, string nonce) =>
        directory.Stat(SentinelName) is null || (directory.Stat(SentinelName) is { Kind: PathKind.File } && nonce.StartsWith(ReadSentinel(directory), StringComparison.Ordinal));

    private static string ReadSentinel(DirectoryHandle directory)
    {
        using var file = directory.OpenFile(SentinelName, write: false);
        var buffer = new byte[256];
        var length = file is null ? 0 : RandomAccess.Read(file, buffer, 0);
        return Encoding.ASCII.GetString(buffer, 0, length).Trim();
    }

    private static string Describe(PathKind kind) => kind switch
    {
        PathKind.File => "file",
        PathKind.SymbolicLink => "symbolic link",
        PathKind.Directory => "directory",
        PathKind.Other => "socket, pipe or device",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of path"),
    };
}
