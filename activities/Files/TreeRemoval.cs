using DotIuCutter.Temporal.Activities.Runtime;

namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// Removes a run's directory: depth first, by lstat, never through a symbolic link and never across a mount. The sentinel goes last,
/// after the directory has its staging name again.
/// </summary>
internal static class TreeRemoval
{
    /// <summary>
    /// True when something was removed, false when nothing was there. The caller has seen that it is ours; it is looked at again here, on the
    /// very handle that is emptied.
    /// </summary>
    /// <param name="path">The directory.</param>
    /// <param name="nonce">The run's.</param>
    /// <param name="shred">Overwrite every regular file before it is unlinked.</param>
    public static bool Remove(string path, string nonce, bool shred)
    {
        using var parent = DirectoryHandle.Open(PathRules.ParentOf(path));
        if (parent is null)
        {
            return false;
        }

        var leaf = Path.GetFileName(path);
        var staging = Path.GetFileName(OwnedDirectory.StagingPath(path, nonce));
        var emptied = Empty(parent, leaf, nonce, shred);
        if (emptied is not null)
        {
            PutAside(parent, leaf, staging, emptied);
        }

        return RemoveStaged(parent, staging, nonce, shred) || emptied is not null;
    }

    /// <summary>Removes one name in a directory that was seen to be ours, with all that is below it. Nothing happens when there is none.</summary>
    public static void RemoveName(DirectoryHandle directory, string name) => RemoveName(directory, directory.Stat(), name, shred: false);

    /// <summary>What has the name by now may be another directory: it is not ours to empty, and goes back to where it was.</summary>
    private static void PutAside(DirectoryHandle parent, string leaf, string staging, PathStat emptied)
    {
        if (!parent.Rename(leaf, staging))
        {
            throw new IOException($"Directory '{parent.Path}/{leaf}' could not be put aside: '{parent.Path}/{staging}' exists too. Remove that one first.");
        }

        if (!emptied.Is(parent.Stat(staging)))
        {
            var back = parent.Rename(staging, leaf) ? leaf : staging;
            throw new IOException($"Directory '{parent.Path}/{leaf}' was swapped for another while it was removed; the other is '{parent.Path}/{back}', left alone. Look at it with `ls -la {parent.Path}/{back}`.");
        }
    }

    /// <summary>Which directory that was; null when there was none.</summary>
    private static PathStat? Empty(DirectoryHandle parent, string leaf, string nonce, bool shred)
    {
        if (parent.Stat(leaf) is null)
        {
            return null;
        }

        using var directory = parent.OpenDirectory(leaf);
        if (directory is null)
        {
            return null;
        }

        var owner = OwnedDirectory.Look(directory, nonce);
        if (owner.State != OwnershipState.Ours)
        {
            throw new IOException($"{owner.Reason}; left alone.");
        }

        RequireSameMount(parent.Stat(), directory.Stat(), directory.Path);
        Empty(directory, shred, except: OwnedDirectory.SentinelName);
        return directory.Stat();
    }

    private static bool RemoveStaged(DirectoryHandle parent, string staging, string nonce, bool shred)
    {
        if (parent.Stat(staging) is null)
        {
            return false;
        }

        using (var directory = parent.OpenDirectory(staging))
        {
            if (directory is not null)
            {
                RequireSameMount(parent.Stat(), directory.Stat(), directory.Path);
                EmptyStaged(directory, nonce, shred);
            }
        }

        // Removes an empty directory only.
        return parent.RemoveDirectory(staging);
    }

    private static void EmptyStaged(DirectoryHandle directory, string nonce, bool shred)
    {
        var owner = OwnedDirectory.Look(directory, nonce);
        if (owner.State == OwnershipState.Ours)
        {
            Empty(directory, shred, except: OwnedDirectory.SentinelName);
        }
        else if (!OwnedDirectory.HoldsAtMostPartOf(directory, nonce))
        {
            throw new IOException($"{owner.Reason}; left alone.");
        }

        directory.Unlink(OwnedDirectory.SentinelName);
    }

    private static void Empty(DirectoryHandle directory, bool shred, string? except)
    {
        var here = directory.Stat();
        foreach (var name in directory.Names().Where(n => n != except))
        {
            RemoveName(directory, here, name, shred);
        }
    }

    private static void RemoveName(DirectoryHandle directory, PathStat here, string name, bool shred)
    {
        CurrentActivity.Heartbeat($"removing {directory.Path}/{name}");
        var stat = directory.Stat(name);
        if (stat?.Kind == PathKind.Directory)
        {
            using (var child = directory.OpenDirectory(name))
            {
                if (child is not null)
                {
                    RequireSameMount(here, child.Stat(), child.Path);
                    Empty(child, shred, except: null);
                }
            }

            directory.RemoveDirectory(name);
        }
        else if (shred && stat?.Kind == PathKind.File)
        {
            Shredder.Shred(directory, name);
        }
        else if (stat is not null)
        {
            directory.Unlink(name);
        }
    }

    private static void RequireSameMount(PathStat parent, PathStat child, string path)
    {
        if (parent.Device != child.Device || parent.Mount != child.Mount)
        {
            throw new IOException($"Directory '{path}' is a mount of its own, expected the file system of its parent; nothing in it was touched. Run `umount {path}`.");
        }
    }
}
