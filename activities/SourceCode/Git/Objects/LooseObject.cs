using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>An object in a file of its own: <c>kind size\0content</c>, deflated.</summary>
internal static class LooseObject
{
    private const int LongestHeader = 32;

    /// <exception cref="InvalidDataException">It does not begin as an object does.</exception>
    public static GitObject Open(FileStream file)
    {
        var content = new ZLibStream(file, CompressionMode.Decompress);
        try
        {
            return Open(content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static GitObject Open(ZLibStream content)
    {
        var header = new StringBuilder(LongestHeader);
        int next;
        while ((next = content.ReadByte()) > 0 && header.Length < LongestHeader)
        {
            header.Append((char)next);
        }

        var words = header.ToString().Split(' ');
        return next == 0 && words.Length == 2 && Kind(words[0]) is { } kind
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new GitObject(kind, size, content)
            : throw new InvalidDataException("it does not begin with kind and size");
    }

    private static GitObjectKind? Kind(string word) => Enum.GetValues<GitObjectKind>().Where(k => ObjectHash.Word(k) == word).Select(k => (GitObjectKind?)k).FirstOrDefault();
}
