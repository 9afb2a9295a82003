using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;

namespace DotIuCutter.Temporal.Activities.Codec;

/// <summary>
/// The keys that payloads are encoded with, from one file of lines <c>ID BASE64</c>, each 32 bytes. The first encodes, all decode: to rotate,
/// put a new line before the others, and take an old one out when Temporal keeps nothing of its time.
/// </summary>
public sealed class CodecKeys
{
    private const int KeySize = 32;

    private const int LongestId = 64;

    private readonly IReadOnlyList<(string Id, byte[] Key)> keys;

    private CodecKeys(IReadOnlyList<(string Id, byte[] Key)> keys) => this.keys = keys;

    /// <summary>Payloads stay as they are.</summary>
    public static CodecKeys None { get; } = new([]);

    public bool Any => keys.Count > 0;

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<string> Ids => [.. keys.Select(k => k.Id)];

    internal (string Id, byte[] Key) First => keys[0];

    internal IEnumerable<(string Id, byte[] Key)> All => keys;

    /// <param name="path">Absolute path of the file, mode 0600.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, or holds something else; the sentence never holds a key.</exception>
    public static CodecKeys Read(string path)
    {
        var lines = System.Text.Encoding.UTF8.GetString(NamedFile.ReadAt("Codec key file", HostVariables.CodecKey, path)).Split('\n');
        var keys = lines.Select((line, i) => (Line: line.Trim(), Number: i + 1)).Where(l => l.Line.Length > 0 && l.Line[0] != '#')
            .Select(l => Key(l.Line) ?? throw new InvalidOperationException(
                $"Line {l.Number} of codec key file '{path}' is no key, expected an id, a blank and 32 bytes in Base64. Make one with `echo \"key-1 $(openssl rand -base64 32)\"`."))
            .ToList();
        return keys.Count > 0 && keys.Select(k => k.Id).Distinct(StringComparer.Ordinal).Count() == keys.Count
            ? new CodecKeys(keys)
            : throw new InvalidOperationException(
                $"Codec key file '{path}' holds {(keys.Count == 0 ? "no key" : "two keys of one id")}, expected one key or more, each of its own id. Make one with `echo \"key-1 $(openssl rand -base64 32)\"`.");
    }

    /// <summary>Null when there is no such key.</summary>
    internal byte[]? Find(string id) => keys.FirstOrDefault(k => k.Id == id).Key;

    private static (string Id, byte[] Key)? Key(string line)
    {
        var (words, key) = (line.Split(' ', StringSplitOptions.RemoveEmptyEntries), new byte[KeySize]);
        return words is [{ Length: <= LongestId } id, var text] && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && Convert.TryFromBase64String(text, key, out var length) && length == KeySize
            ? (id, key)
            : null;
    }
}
