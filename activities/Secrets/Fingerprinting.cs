using System.Globalization;
using System.Security.Cryptography;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>Makes fingerprints. Pure but for the salt.</summary>
internal static class Fingerprinting
{
    public static string NewSalt() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static IEnumerable<Fingerprint> Compute(string name, ReadOnlySpan<byte> secret, string salt) =>
        [.. SecretEncodings.List(secret).Select(form => new Fingerprint
        {
            Secret = name,
            Encoding = form.Encoding,
            Length = form.Bytes.Length,
            Rolling = Rolling(form.Bytes, BaseOf(salt)).ToString("x16", CultureInfo.InvariantCulture),
            Sha256 = Sha256(form.Bytes, salt),
        })];

    /// <summary>Odd, so that every byte of the window counts.</summary>
    public static ulong BaseOf(string salt) => Convert.ToUInt64(salt[..16], 16) | 1;

    public static ulong Rolling(ReadOnlySpan<byte> window, ulong radix)
    {
        var hash = 0UL;
        foreach (var b in window)
        {
            hash = unchecked((hash * radix) + b + 1);
        }

        return hash;
    }

    public static string Sha256(ReadOnlySpan<byte> window, string salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(salt));
        hash.AppendData(window);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
