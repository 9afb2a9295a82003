using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>The name that git gives an object: the SHA-1 of kind, size and content.</summary>
internal sealed class ObjectHash : IDisposable
{
    /// <summary>Hex digits of a name.</summary>
    public const int Digits = 40;

#pragma warning disable CA5350 // the commit in a plan is a SHA-1, as git has it
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350

    public ObjectHash(GitObjectKind kind, long size) =>
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Word(kind)} {size}\0")));

    public static bool IsName(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);

    public static string Word(GitObjectKind kind) => kind switch
    {
        GitObjectKind.Commit => "commit",
        GitObjectKind.Tree => "tree",
        GitObjectKind.Blob => "blob",
        GitObjectKind.Tag => "tag",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of object"),
    };

    public void Append(ReadOnlySpan<byte> content) => hash.AppendData(content);

    /// <summary>40 hex digits.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
