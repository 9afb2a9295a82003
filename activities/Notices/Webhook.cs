using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>Where notices are posted, and the secret they are signed with: both lines of one file, since such a URL is often a secret too.</summary>
public sealed class Webhook
{
    private const string Prefix = "whsec_";

    /// <summary>What Standard Webhooks asks for.</summary>
    private const int ShortestKey = 24, LongestKey = 64;

    private const string Remedy = "Write the URL into its first line and `whsec_$(openssl rand -base64 32)` into its second.";

    private readonly byte[] key;

    private Webhook(Uri url, byte[] key) => (Url, this.key) = (url, key);

    internal Uri Url { get; }

    /// <summary>Scheme, host and port: all that is told of it.</summary>
    public string Receiver => Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>What is looked for in evidence.</summary>
    internal IEnumerable<byte[]> Secrets => [key, Encoding.UTF8.GetBytes(Convert.ToBase64String(key)), Encoding.UTF8.GetBytes(Url.OriginalString)];

    /// <param name="path">Absolute path of the file, mode 0600.</param>
    /// <exception cref="InvalidOperationException">It cannot be read or used; the sentence holds neither URL nor secret.</exception>
    public static Webhook Read(string path)
    {
        var lines = Encoding.UTF8.GetString(NamedFile.ReadAt("Webhook file", HostVariables.Webhook, path)).TrimEnd().Split('\n');
        if (lines is not [var address, var secret])
        {
            throw Unusable(path, "two lines", $"{lines.Length}");
        }

        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw Unusable(path, "an https URL in its first line, or an http one of this very machine", "another");
        }

        return KeyOf(secret.Trim()) is { } key ? new Webhook(url, key) : throw Unusable(path, $"{Prefix} and {ShortestKey} to {LongestKey} bytes in Base64 in its second line", "something else");
    }

    /// <summary>The header <c>webhook-signature</c> of Standard Webhooks 1.0.</summary>
    internal string Sign(string id, long timestamp, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}";

    private static byte[]? KeyOf(string secret)
    {
        var key = new byte[LongestKey + 1];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= ShortestKey and <= LongestKey
            ? key[..length]
            : null;
    }

    private static InvalidOperationException Unusable(string path, string expected, string found) =>
        new($"Webhook file '{path}': expected {expected}; found {found}. {Remedy}");
}
