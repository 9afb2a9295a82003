using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Runtime;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>Writes a dump in <see cref="DumpFormat"/>.</summary>
internal static class DumpEncryption
{
    /// <summary>Answers the SHA-256 of what was read, for the caller to compare before it keeps the file. The pace is the target's, where that is on a disk.</summary>
    public static async Task<string> EncryptAsync(Stream plain, Stream target, byte[] key, DumpFormat format, CancellationToken cancel, WritebackThrottle? pace = null)
    {
        using var aes = new AesGcm(key, DumpFormat.TagSize);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await target.WriteAsync(format.Header, cancel);
        var (text, cipher, tag) = (new byte[format.Chunk], new byte[format.Chunk], new byte[DumpFormat.TagSize]);
        for (var counter = 0U; ; counter = checked(counter + 1))
        {
            var read = await plain.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancel);
            var last = read < text.Length;
            sha256.AppendData(text, 0, read);
            aes.Encrypt(format.Nonce(counter, last), text.AsSpan(0, read), cipher.AsSpan(0, read), tag, format.Header);
            await target.WriteAsync(cipher.AsMemory(0, read), cancel);
            await target.WriteAsync(tag, cancel);
            pace?.Advance(target.Position);
            if (last)
            {
                CryptographicOperations.ZeroMemory(text);
                return Convert.ToHexStringLower(sha256.GetHashAndReset());
            }

            if (counter % 64 == 0)
            {
                CurrentActivity.Heartbeat($"encrypting the dump: {counter} chunks");
            }
        }
    }
}
