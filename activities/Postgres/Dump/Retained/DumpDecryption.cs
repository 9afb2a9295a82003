using System.Security.Cryptography;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>Reads what <see cref="DumpEncryption"/> wrote.</summary>
internal static class DumpDecryption
{
    /// <exception cref="InvalidDataException">It is no retained dump, was changed or cut off, or the key is another.</exception>
    public static async Task DecryptAsync(Stream source, Stream plain, byte[] key, CancellationToken cancel)
    {
        var format = DumpFormat.Read(source)
            ?? throw new InvalidDataException("The file is no retained dump, expected one that begins with DRYDUMP. Give the .sql.enc file.");
        using var aes = new AesGcm(key, DumpFormat.TagSize);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (cipher, text) = (new byte[format.Chunk + DumpFormat.TagSize], new byte[format.Chunk]);
        for (var counter = 0U; ; counter = checked(counter + 1))
        {
            var read = await source.ReadAtLeastAsync(cipher, cipher.Length, throwOnEndOfStream: false, cancel);
            var length = read - DumpFormat.TagSize;
            var last = length < format.Chunk;
            if (length < 0)
            {
                throw new InvalidDataException($"The retained dump ends within chunk {counter}, expected a last chunk. Fetch the whole file again.");
            }

            try
            {
                aes.Decrypt(format.Nonce(counter, last), cipher.AsSpan(0, length), cipher.AsSpan(length, DumpFormat.TagSize), text.AsSpan(0, length), format.Header);
            }
            catch (AuthenticationTagMismatchException e)
            {
                throw new InvalidDataException($"Chunk {counter} of the retained dump is not what was written, expected it unchanged. Check the key and fetch the file again.", e);
            }

            sha256.AppendData(text, 0, length);
            await plain.WriteAsync(text.AsMemory(0, length), cancel);
            if (last)
            {
                break;
            }
        }

        if (Convert.ToHexStringLower(sha256.GetHashAndReset()) != format.DumpSha256)
        {
            throw new InvalidDataException($"The decrypted dump differs from its own header's SHA-256 {format.DumpSha256}. Fetch the file again.");
        }
    }
}
