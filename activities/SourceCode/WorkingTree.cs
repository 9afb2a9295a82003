using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>
/// Compares a directory with a commit, file by file, by what is in them: without git's index, its filters and its settings, all of which can hide a
/// change. No symbolic link is followed.
/// </summary>
internal sealed class WorkingTree(GitRepository repository) : IDisposable
{
    /// <summary>Names beside the commit that are looked at.</summary>
    public const int MostOthers = 2_000_000;

    /// <summary>Folders in one another; each is held open.</summary>
    public const int MostDepth = 400;

    private readonly TreeFingerprint fingerprint = new();
    private readonly IncrementalHash others = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int othersSeen;
    private int depth;

    /// <summary>Files that are not as in the commit, and those beside it that are not ignored.</summary>
    public NamedFiles Differences { get; } = new();

    /// <summary>Answers the fingerprints of the commit's files as they stand, and of the paths beside them.</summary>
    public (string Files, string Others) Compare(CommitTree tree)
    {
        var exclude = repository.Exclude is { } text ? new IgnoreRules(text, "") : null;
        Compare(repository.Root, tree.Root, "", new Ignoring(exclude is null ? [] : [exclude], All: false));
        return (fingerprint.Finish(), Convert.ToHexStringLower(others.GetHashAndReset()));
    }

    public void Dispose()
    {
        fingerprint.Dispose();
        others.Dispose();
    }

    private void Compare(DirectoryHandle folder, TreeEntry wanted, string path, Ignoring ignoring)
    {
        CurrentActivity.Heartbeat("comparing the accepted code");
        CurrentActivity.Cancel.ThrowIfCancellationRequested();
        if (++depth > MostDepth)
        {
            throw new UnreadableCodeException($"folders lie more than {MostDepth} deep in the working tree", "remove them, or give a clone without them");
        }

        ignoring = ignoring.In(folder, path);
        foreach (var entry in wanted.Entries)
        {
            Compare(folder, entry, At(path, entry.Name), ignoring, folder.Stat(entry.Name));
        }

        var known = wanted.Entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in folder.Names().Where(n => n != ".git" && !known.Contains(n)))
        {
            Beside(folder, name, At(path, name), ignoring);
        }

        depth--;
    }

    private void Compare(DirectoryHandle folder, TreeEntry entry, string path, Ignoring ignoring, PathStat? found)
    {
        switch (entry.Kind)
        {
            case TreeEntryKind.Folder when found?.Kind == PathKind.Directory && folder.OpenDirectory(entry.Name) is { } inner:
                using (inner)
                {
                    Compare(inner, entry, path, ignoring.For(path, isFolder: true));
                }

                return;

            // Its files belong to another repository.
            case TreeEntryKind.Submodule when found?.Kind == PathKind.Directory:
                fingerprint.Add(TreeFingerprint.Mode(entry.Kind), path, entry.Id);
                return;
            case TreeEntryKind.SymbolicLink when found?.Kind == PathKind.SymbolicLink && folder.ReadLink(entry.Name) is { } target:
                fingerprint.Add(TreeFingerprint.Mode(entry.Kind), path, target);
                Expect(target == entry.Target, path);
                return;
            case TreeEntryKind.File or TreeEntryKind.Executable when found?.Kind == PathKind.File && folder.OpenFile(entry.Name, write: false) is { } file:
                using (file)
                {
                    Compare(new WorkingFile(file), entry, path);
                }

                return;
            default:
                fingerprint.Add(found is null ? "absent" : found.Kind.ToString(), path, "");
                Differences.Add(found is null ? "absent" : "changed", path);
                return;
        }
    }

    private void Compare(WorkingFile file, TreeEntry entry, string path)
    {
        var kind = file.IsExecutable ? TreeEntryKind.Executable : TreeEntryKind.File;
        var (id, sha256) = file.Hash();
        fingerprint.Add(TreeFingerprint.Mode(kind), path, sha256);
        if (id == entry.Id)
        {
            Expect(kind == entry.Kind, path, " (only its mode)");
        }
        else if (file.HashWithUnixLineEnds() == entry.Id)
        {
            Expect(false, path, " (only its line ends)");
        }
        else
        {
            // What LFS put in place of a pointer is what the pointer stands for.
            Expect(kind == entry.Kind && StandsFor(entry) == sha256, path);
        }
    }

    private void Expect(bool equal, string path, string detail = "")
    {
        if (!equal)
        {
            Differences.Add("changed", path, detail);
        }
    }

    private string? StandsFor(TreeEntry entry)
    {
        try
        {
            return LfsPointer.Sha256(repository.Objects.Read(entry.Id, GitObjectKind.Blob, LfsPointer.LargestFile));
        }
        catch (UnreadableCodeException)
        {
            // Too large for a pointer, or not to be had: G-06 reads every object of the accepted commit and says so.
            return null;
        }
    }

    /// <summary>Not in the commit: its path counts, its content does not.</summary>
    private void Beside(DirectoryHandle folder, string name, string path, Ignoring ignoring)
    {
        if (++othersSeen > MostOthers)
        {
            throw new UnreadableCodeException($"more than {MostOthers} files lie beside the commit", "remove them, or give a clone without them");
        }

        var isFolder = folder.Stat(name)?.Kind == PathKind.Directory;
        var below = ignoring.For(path, isFolder);
        if (isFolder && folder.OpenDirectory(name) is { } inner)
        {
            using (inner)
            {
                Compare(inner, new TreeEntry { Name = name, Kind = TreeEntryKind.Folder, Id = "" }, path, below);
            }

            return;
        }

        others.AppendData(Encoding.UTF8.GetBytes($"{path}\0"));
        if (!below.All)
        {
            Differences.Add("untracked", path);
        }
    }

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
