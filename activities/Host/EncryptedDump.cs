using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>
/// A retained dump: the 8 bytes <c>DRYRUND1</c>, 8 random bytes, then chunks of at most 1 MiB, each a 4-byte little-endian length, a 16-byte
/// tag and the ciphertext. AES-256-GCM; a chunk's nonce is its number after the random bytes, and its associated data says whether
/// it is the last, so that no chunk can be moved, left out or cut off.
/// </summary>
internal static class EncryptedDump
{
    private const int Chunk = 1 << 20;
    private const int TagSize = 16;
    private static readonly byte[] s_magic = "DRYRUND1"u8.ToArray();

    public static bool IsOne(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[s_magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(s_magic);
    }

    public static async Task EncryptAsync(Stream plain, Stream target, byte[] key, CancellationToken cancel)
    {
        using var aes = new AesGcm(key, TagSize);
        var nonce = new byte[12];
        RandomNumberGenerator.Fill(nonce.AsSpan(0, 8));
        await target.WriteAsync(s_magic, cancel);
        await target.WriteAsync(nonce.AsMemory(0, 8), cancel);
        var (now, next) = (new byte[Chunk], new byte[Chunk]);
        var length = await plain.ReadAtLeastAsync(now, Chunk, throwOnEndOfStream: false, cancel);
        for (uint number = 0; ; number++)
        {
            var following = await plain.ReadAtLeastAsync(next, Chunk, throwOnEndOfStream: false, cancel);
            var (cipher, tag) = (new byte[length], new byte[TagSize]);
            BinaryPrimitives.WriteUInt32LittleEndian(nonce.AsSpan(8), number);
            aes.Encrypt(nonce, now.AsSpan(0, length), cipher, tag, [following == 0 ? (byte)1 : (byte)0]);
            var size = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(size, length);
            await target.WriteAsync(size, cancel);
            await target.WriteAsync(tag, cancel);
            await target.WriteAsync(cipher, cancel);
            if (following == 0)
            {
                return;
            }

            (now, next, length) = (next, now, following);
        }
    }

    /// <exception cref="CryptographicException">Another key, or not the bytes that were written.</exception>
    public static async Task DecryptAsync(Stream source, Stream plain, byte[] key, CancellationToken cancel)
    {
        using var aes = new AesGcm(key, TagSize);
        var head = new byte[s_magic.Length];
        await source.ReadExactlyAsync(head, cancel);
        if (!head.AsSpan().SequenceEqual(s_magic))
        {
            throw new CryptographicException("The file is no encrypted dump: expected it to begin with DRYRUND1. Name the file that the report names.");
        }

        var nonce = new byte[12];
        await source.ReadExactlyAsync(nonce.AsMemory(0, 8), cancel);
        var last = false;
        for (uint number = 0; !last; number++)
        {
            var frame = new byte[4 + TagSize];
            await source.ReadExactlyAsync(frame, cancel);
            var length = BinaryPrimitives.ReadInt32LittleEndian(frame);
            if (length is < 0 or > Chunk)
            {
                throw new CryptographicException($"Chunk {number} says it has {length} bytes, expected at most {Chunk}. The file was damaged.");
            }

            var (cipher, text) = (new byte[length], new byte[length]);
            await source.ReadExactlyAsync(cipher, cancel);
            BinaryPrimitives.WriteUInt32LittleEndian(nonce.AsSpan(8), number);
            last = source.Position == source.Length;
            aes.Decrypt(nonce, cipher, frame.AsSpan(4), text, [last ? (byte)1 : (byte)0]);
            await plain.WriteAsync(text, cancel);
        }
    }
}
