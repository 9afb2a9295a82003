using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>Where a secret stands in some bytes. Never carries the secret.</summary>
internal sealed record SecretMatch(string Secret, string Encoding, long Offset, int Length);

/// <summary>Looks at every window of a stream: by rolling hash, confirmed by SHA-256. What is there is found; what is found is there.</summary>
internal sealed class SecretScan
{
    private readonly List<(string Salt, ulong Radix, ulong Power, int Length, Dictionary<ulong, List<Fingerprint>> Known)> windows = [];
    private readonly int longest;

    public SecretScan(params IReadOnlyList<FingerprintSet> sets)
    {
        foreach (var set in sets)
        {
            var radix = Fingerprinting.BaseOf(set.Salt);
            foreach (var group in set.Fingerprints.GroupBy(f => f.Length))
            {
                var power = 1UL;
                for (var i = 1; i < group.Key; i++)
                {
                    power = unchecked(power * radix);
                }

                var known = group.GroupBy(f => ulong.Parse(f.Rolling, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.ToList());
                windows.Add((set.Salt, radix, power, group.Key, known));
                longest = Math.Max(longest, group.Key);
            }
        }
    }

    /// <summary>Reads to the end, in blocks that overlap by the longest secret less one byte.</summary>
    public IReadOnlyList<SecretMatch> Find(Stream stream, int blockSize = 1 << 20)
    {
        var matches = new HashSet<SecretMatch>();
        var buffer = new byte[Math.Max(longest - 1, 0) + blockSize];
        long start = 0;
        var kept = 0;
        while (stream.ReadAtLeast(buffer.AsSpan(kept, blockSize), blockSize, throwOnEndOfStream: false) is var read and > 0)
        {
            var filled = kept + read;
            Find(buffer.AsSpan(0, filled), start, matches);
            var keep = Math.Min(Math.Max(longest - 1, 0), filled);
            buffer.AsSpan(filled - keep, keep).CopyTo(buffer);
            start += filled - keep;
            kept = keep;
        }

        return [.. matches.OrderBy(m => m.Offset).ThenBy(m => m.Length)];
    }

    public IReadOnlyList<SecretMatch> Find(ReadOnlySpan<byte> bytes)
    {
        var matches = new HashSet<SecretMatch>();
        Find(bytes, 0, matches);
        return [.. matches.OrderBy(m => m.Offset).ThenBy(m => m.Length)];
    }

    private void Find(ReadOnlySpan<byte> bytes, long start, HashSet<SecretMatch> matches)
    {
        foreach (var (salt, radix, power, length, known) in windows)
        {
            if (bytes.Length < length)
            {
                continue;
            }

            var hash = Fingerprinting.Rolling(bytes[..length], radix);
            for (var i = 0; ; i++)
            {
                if (known.TryGetValue(hash, out var candidates))
                {
                    var sha256 = Fingerprinting.Sha256(bytes.Slice(i, length), salt);
                    foreach (var found in candidates.Where(c => c.Sha256 == sha256))
                    {
                        matches.Add(new SecretMatch(found.Secret, found.Encoding, start + i, length));
                    }
                }

                if (i + length >= bytes.Length)
                {
                    break;
                }

                hash = unchecked(((hash - (((ulong)bytes[i] + 1) * power)) * radix) + bytes[i + length] + 1);
            }
        }
    }
}
