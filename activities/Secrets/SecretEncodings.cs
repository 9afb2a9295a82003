using System.Text;
using System.Text.Json;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>Every form in which a secret is looked for. Pure.</summary>
internal static class SecretEncodings
{
    /// <summary>Shorter windows would be found everywhere.</summary>
    public const int Shortest = 6;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Distinct byte strings with the name of the encoding.</summary>
    public static IReadOnlyList<(string Encoding, byte[] Bytes)> List(ReadOnlySpan<byte> secret)
    {
        var all = new List<(string Encoding, byte[] Bytes)>
        {
            ("raw", secret.ToArray()),
            ("hex, lower case", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret))),
            ("hex, upper case", Encoding.ASCII.GetBytes(Convert.ToHexString(secret))),
        };
        for (var offset = 0; offset < 3; offset++)
        {
            var core = Base64Core(secret, offset);
            all.Add(($"base64 at offset {offset}", Encoding.ASCII.GetBytes(core)));
            all.Add(($"base64url at offset {offset}", Encoding.ASCII.GetBytes(core.Replace('+', '-').Replace('/', '_'))));
        }

        if (Text(secret) is { } text)
        {
            var url = Uri.EscapeDataString(text);
            all.Add(("URL", Encoding.UTF8.GetBytes(url)));
            all.Add(("URL, lower case", Encoding.UTF8.GetBytes(LowerEscapes(url))));
            all.Add(("JSON", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text).ToString())));
            all.Add(("JSON, relaxed", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString())));
            all.Add(("SQL literal", Encoding.UTF8.GetBytes(text.Replace("'", "''", StringComparison.Ordinal))));
            all.Add(("UTF-16LE", Encoding.Unicode.GetBytes(text)));
            all.Add(("UTF-16BE", Encoding.BigEndianUnicode.GetBytes(text)));
        }

        return [.. all.Where(e => e.Bytes.Length >= Shortest).DistinctBy(e => Convert.ToHexString(e.Bytes))];
    }

    /// <summary>The characters that depend on the secret alone when it starts at this offset of a longer text that is base64.</summary>
    private static string Base64Core(ReadOnlySpan<byte> secret, int offset)
    {
        var padded = new byte[offset + secret.Length];
        secret.CopyTo(padded.AsSpan(offset));
        var text = Convert.ToBase64String(padded).TrimEnd('=');
        var first = offset == 0 ? 0 : offset + 1;
        var whole = padded.Length * 8 / 6;
        return whole > first ? text[first..whole] : string.Empty;
    }

    private static string? Text(ReadOnlySpan<byte> secret)
    {
        try
        {
            return Strict.GetString(secret);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string LowerEscapes(string url)
    {
        var characters = url.ToCharArray();
        for (var i = 0; i + 2 < characters.Length; i++)
        {
            if (characters[i] == '%')
            {
                characters[i + 1] = char.ToLowerInvariant(characters[i + 1]);
                characters[i + 2] = char.ToLowerInvariant(characters[i + 2]);
            }
        }

        return new string(characters);
    }
}
