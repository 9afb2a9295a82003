using System.Text;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>A file of a few lines that stands in a commit for one that git LFS keeps elsewhere. Pure.</summary>
internal static class LfsPointer
{
    /// <summary>No pointer is larger.</summary>
    public const int LargestFile = 1024;

    private const string Oid = "oid sha256:";
    private const int Digits = 64;

    public static bool Is(ReadOnlySpan<byte> content) => content.Length <= LargestFile && content.StartsWith("version https://git-lfs.github.com/spec/"u8);

    /// <summary>SHA-256 of the file it stands for, 64 hex digits; null when the content is no pointer.</summary>
    public static string? Sha256(ReadOnlySpan<byte> content) => !Is(content) ? null : Encoding.ASCII.GetString(content).Split('\n')
        .Where(line => line.StartsWith(Oid, StringComparison.Ordinal) && line.Length == Oid.Length + Digits)
        .Select(line => line[Oid.Length..]).FirstOrDefault();
}
