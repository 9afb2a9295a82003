using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>
/// Reads every file of a commit from the object database, and writes it where it is told to: its bytes as they are in the commit, since no filter, no
/// line end and no attribute is applied. Everything is made new, readable by all, in directories that are held open.
/// </summary>
internal sealed class CodeExporter(ObjectStore objects) : IDisposable
{
    /// <summary>Of all files together: some small objects unpack to much.</summary>
    public const long MostBytes = 4L << 30;

    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Runnable = (UnixFileMode)0b111_101_101;
    private readonly TreeFingerprint fingerprint = new();
    private readonly NamedFiles missing = new();
    private long bytes;
    private int files;

    /// <summary>Hashes everything and writes nothing.</summary>
    public CodeExport Verify(CommitTree tree) => Export(tree, into: null);

    /// <param name="tree">The commit.</param>
    /// <param name="into">An empty directory.</param>
    public CodeExport Write(CommitTree tree, DirectoryHandle into) => Export(tree, into);

    public void Dispose() => fingerprint.Dispose();

    private CodeExport Export(CommitTree tree, DirectoryHandle? into)
    {
        Export(tree.Root, "", into);
        return new CodeExport
        {
            Commit = tree.Commit,
            Tree = tree.Root.Id,
            Sha256 = fingerprint.Finish(),
            Files = files,
            Bytes = bytes,
            Missing = missing.Describe(),
        };
    }

    private void Export(TreeEntry folder, string path, DirectoryHandle? into)
    {
        into?.SetMode(Runnable); // the process's umask took bits away
        foreach (var entry in folder.Entries)
        {
            CurrentActivity.Cancel.ThrowIfCancellationRequested();
            CurrentActivity.Heartbeat("exporting the accepted code");
            var full = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            switch (entry.Kind)
            {
                case TreeEntryKind.Folder:
                    using (var inner = Make(into, entry.Name))
                    {
                        Export(entry, full, inner);
                    }

                    break;
                case TreeEntryKind.Submodule:
                    // Git leaves an empty folder in its place.
                    Make(into, entry.Name)?.Dispose();
                    missing.Add("submodule", full);
                    fingerprint.Add(TreeFingerprint.Mode(entry.Kind), full, entry.Id);
                    break;
                case TreeEntryKind.SymbolicLink:
                    into?.MakeLink(entry.Name, entry.Target ?? "");
                    fingerprint.Add(TreeFingerprint.Mode(entry.Kind), full, entry.Target ?? "");
                    files++;
                    break;
                default:
                    File(entry, full, into);
                    break;
            }
        }
    }

    private void File(TreeEntry entry, string path, DirectoryHandle? into)
    {
        var mode = entry.Kind == TreeEntryKind.Executable ? Runnable : Readable;
        using var file = into is null ? null : into.CreateFile(entry.Name, mode) ?? throw Taken(into, entry.Name);
        var throttle = file is null ? null : new WritebackThrottle(file, path);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (at, head) = (0L, new MemoryStream());
        var size = objects.Copy(entry.Id, GitObjectKind.Blob, MostBytes - bytes, part =>
        {
            sha256.AppendData(part);
            head.Write(at < LfsPointer.LargestFile ? part[..(int)Math.Min(part.Length, LfsPointer.LargestFile + 1 - at)] : []);
            Append(file, part, at);
            at += part.Length;
            throttle?.Advance(at);
            CurrentActivity.Cancel.ThrowIfCancellationRequested();
            CurrentActivity.Heartbeat("exporting the accepted code");
        });
        if (file is not null)
        {
            System.IO.File.SetUnixFileMode(file, mode);
        }

        if (LfsPointer.Is(head.GetBuffer().AsSpan(0, (int)head.Length)))
        {
            missing.Add("content that LFS keeps of", path);
        }

        fingerprint.Add(TreeFingerprint.Mode(entry.Kind), path, Convert.ToHexStringLower(sha256.GetHashAndReset()));
        (bytes, files) = (bytes + size, files + 1);
    }

    private static void Append(SafeFileHandle? file, ReadOnlySpan<byte> part, long at)
    {
        if (file is not null)
        {
            RandomAccess.Write(file, part, at);
        }
    }

    private static DirectoryHandle? Make(DirectoryHandle? into, string name) =>
        into is null ? null
        : into.MakeDirectory(name, Runnable) && into.OpenDirectory(name) is { } made ? made
        : throw Taken(into, name);

    private static IOException Taken(DirectoryHandle into, string name) =>
        new($"'{into.Path}/{DisplayText.OneLine(name)}' was made by another at the same time, expected a new name. It is tried again.");
}
