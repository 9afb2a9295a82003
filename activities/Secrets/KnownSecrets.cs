using System.Data.Common;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Notices;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>
/// Every secret that could have come near a run: the DR's passwords by the fingerprints kept since they were made, and the named secrets and
/// keys of this host, whose fingerprints live in memory only. Forbidden paths are never read.
/// </summary>
internal static class KnownSecrets
{
    private const int LargestNamedSecret = 64 * 1024;

    /// <summary>Every byte of a secret written as one JSON escape.</summary>
    private const int LargestForm = 6 * LargestNamedSecret;

    public static string FileOf(HostOptions host, RunRef run) => Path.Join(host.Evidence, run.Key, "fingerprints.json");

    public static IReadOnlyList<FingerprintSet> Gather(HostOptions host, RunRef run)
    {
        var salt = Fingerprinting.NewSalt();
        var named = Files(host.Secrets).SelectMany(f => Values(f.Bytes).SelectMany(v => Fingerprinting.Compute($"named secret '{f.Name}'", v, salt)));
        var keys = Files(host.Keys).SelectMany(f => Fingerprinting.Compute($"key '{f.Name}'", f.Bytes, salt));
        var codec = (host.CodecKey is { } path ? CodecKeys.Read(path) : CodecKeys.None).All.SelectMany(k => Fingerprinting.Compute($"codec key '{k.Id}'", k.Key, salt));
        var signing = (host.SigningKey is { } file ? SigningKey.Read(file).Secrets : []).SelectMany(s => Fingerprinting.Compute("signing key", s, salt));
        var webhook = (host.Webhook is { } hook ? Webhook.Read(hook).Secrets : []).SelectMany(s => Fingerprinting.Compute("webhook", s, salt));
        var live = new FingerprintSet { Salt = salt, Fingerprints = [.. named, .. keys, .. codec, .. signing, .. webhook] };
        return Recorded(host, run) is { } recorded ? [recorded, live] : [live];
    }

    /// <summary>Null when the run never made a secret.</summary>
    public static FingerprintSet? Recorded(HostOptions host, RunRef run)
    {
        var path = FileOf(host, run);
        return !File.Exists(path) ? null : Read(File.ReadAllBytes(path)) is { } set && IsWhole(set)
            ? set
            : throw new InvalidDataException($"File '{path}' was changed, expected fingerprints of the run's secrets as they were written. Restore it from a copy.");
    }

    private static FingerprintSet? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<FingerprintSet>(json, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(FingerprintSet set) => IsHex(set.Salt, 32)
        && set.Fingerprints.All(f => IsHex(f.Rolling, 16) && IsHex(f.Sha256, 64) && f.Length is >= SecretEncodings.Shortest and <= LargestForm);

    private static bool IsHex(string text, int digits) => text.Length == digits && text.All(char.IsAsciiHexDigit);

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string? directory)
    {
        foreach (var file in Directory.Exists(directory) ? new DirectoryInfo(directory).EnumerateFiles() : [])
        {
            // What is larger is no password, and what this user cannot read, it cannot have leaked.
            if (file.Length is > 0 and <= LargestNamedSecret && Read(file.FullName) is { } bytes)
            {
                yield return (file.Name, bytes);
            }
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The whole value, and the password where it is a connection string or URL.</summary>
    private static IEnumerable<byte[]> Values(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file).TrimEnd('\r', '\n');
        yield return Encoding.UTF8.GetBytes(text);
        if (Password(text) is { Length: > 0 } password)
        {
            yield return Encoding.UTF8.GetBytes(password);
        }
    }

    private static string? Password(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
        }

        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = text };
            return builder.TryGetValue("password", out var value) || builder.TryGetValue("pwd", out value) ? value.ToString() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
