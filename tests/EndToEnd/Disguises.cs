using System.Globalization;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>
/// The forms in which a leak test looks for a secret, written without a line of the product's own encoder: what that one has wrong, this one must not
/// have wrong in the same way.
/// </summary>
internal static class Disguises
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IReadOnlyList<(string Form, byte[] Bytes)> Of(byte[] secret)
    {
        var forms = new List<(string Form, byte[] Bytes)>
        {
            ("raw", secret),
            ("hex", Ascii(string.Concat(secret.Select(b => $"{"0123456789abcdef"[b >> 4]}{"0123456789abcdef"[b & 15]}")))),
            ("HEX", Ascii(string.Concat(secret.Select(b => $"{"0123456789ABCDEF"[b >> 4]}{"0123456789ABCDEF"[b & 15]}")))),
            ("URL", Ascii(string.Concat(secret.Select(b => IsPlain(b) ? $"{(char)b}" : $"%{b.ToString("X2", CultureInfo.InvariantCulture)}")))),
            ("URL, lower case", Ascii(string.Concat(secret.Select(b => IsPlain(b) ? $"{(char)b}" : $"%{b.ToString("x2", CultureInfo.InvariantCulture)}")))),
        };
        for (var offset = 0; offset < 3; offset++)
        {
            var core = Base64Core(secret, offset);
            forms.Add(($"base64 at {offset}", Ascii(core)));
            forms.Add(($"base64url at {offset}", Ascii(core.Replace('+', '-').Replace('/', '_'))));
        }

        // What has no text has none of these forms.
        if (secret.All(b => b is >= 0x20 and < 0x7f))
        {
            forms.Add(("JSON", Ascii(string.Concat(secret.Select(b => b is (byte)'"' or (byte)'\\' ? $"\\{(char)b}" : $"{(char)b}")))));
            forms.Add(("JSON, escaped", Ascii(string.Concat(secret.Select(b => b is (byte)'\\' ? "\\\\" : IsPlain(b) ? $"{(char)b}" : $"\\u{b.ToString("X4", CultureInfo.InvariantCulture)}")))));
            forms.Add(("UTF-16LE", [.. secret.SelectMany(b => new byte[] { b, 0 })]));
            forms.Add(("UTF-16BE", [.. secret.SelectMany(b => new byte[] { 0, b })]));
        }

        return forms;
    }

    /// <summary>Bit by bit: the six-bit groups that hold nothing but bits of the secret when it begins at this offset of something longer.</summary>
    private static string Base64Core(byte[] secret, int offset)
    {
        var (from, to) = (8 * offset, 8 * (offset + secret.Length));
        var groups = Enumerable.Range(0, (to / 6) + 1).Where(g => g * 6 >= from && (g * 6) + 6 <= to);
        return string.Concat(groups.Select(g => Alphabet[Enumerable.Range(g * 6, 6).Aggregate(0, (value, bit) => (value << 1) | ((secret[(bit / 8) - offset] >> (7 - (bit % 8))) & 1))]));
    }

    private static bool IsPlain(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~';

    private static byte[] Ascii(string text) => [.. text.Select(c => (byte)c)];
}
