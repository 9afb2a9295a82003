using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using Microsoft.Win32.SafeHandles;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>One open file of a working tree, hashed as it stands.</summary>
internal sealed class WorkingFile(SafeFileHandle file)
{
    private const int Block = 1 << 16;
    private const int LargestText = 32 << 20;
    private readonly PathStat stat = DirectoryHandle.StatOf(file);

    /// <summary>By its owner, which is all that git keeps of a mode.</summary>
    public bool IsExecutable => stat.Mode.HasFlag(UnixFileMode.UserExecute);

    /// <summary>Its name as an object of git, and its SHA-256. A file that is written to meanwhile has some other name.</summary>
    public (string Id, string Sha256) Hash()
    {
        using var id = new ObjectHash(GitObjectKind.Blob, stat.Size);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[Block];
        long at = 0;
        int length;
        while (stat.Kind == PathKind.File && (length = RandomAccess.Read(file, block, at)) > 0)
        {
            id.Append(block.AsSpan(0, length));
            sha256.AppendData(block, 0, length);
            at += length;
            CurrentActivity.Heartbeat("comparing the accepted code");
        }

        return (id.Finish(), Convert.ToHexStringLower(sha256.GetHashAndReset()));
    }

    /// <summary>Its name with every CR LF as LF; null when it has none, or is too large for a text.</summary>
    public string? HashWithUnixLineEnds()
    {
        if (stat.Kind != PathKind.File || stat.Size > LargestText)
        {
            return null;
        }

        var content = new byte[stat.Size];
        var length = 0;
        for (int read; length < content.Length && (read = RandomAccess.Read(file, content.AsSpan(length), length)) > 0;)
        {
            length += read;
        }

        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            if (content[i] != '\r' || i + 1 == length || content[i + 1] != '\n')
            {
                content[kept++] = content[i];
            }
        }

        using var id = new ObjectHash(GitObjectKind.Blob, kept);
        id.Append(content.AsSpan(0, kept));
        return kept == length ? null : id.Finish();
    }
}
