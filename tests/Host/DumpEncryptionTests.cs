using System.Security.Cryptography;
using CsCheck;
using DotIuCutter.Temporal.Activities.Host;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class DumpEncryptionTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public async Task Decrypts_what_it_encrypted_whatever_the_size() =>
        await Gen.Byte.Array[0, 100].SampleAsync(async plain => Assert.Equal(plain, await DecryptAsync(await EncryptAsync(plain), Key)), iter: 200);

    [Fact]
    public async Task Notices_any_changed_byte()
    {
        var whole = await EncryptAsync(new byte[40]);
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            await Assert.ThrowsAsync<InvalidDataException>(() => DecryptAsync(changed, Key));
        }
    }

    [Fact]
    public async Task Notices_any_missing_end()
    {
        var whole = await EncryptAsync(new byte[40]);
        for (var length = 0; length < whole.Length; length++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => DecryptAsync(whole[..length], Key));
        }
    }

    [Fact]
    public async Task Notices_chunks_that_changed_places()
    {
        var whole = await EncryptAsync(RandomNumberGenerator.GetBytes(48));
        const int Chunk = 16 + DumpFormat.TagSize;
        var (head, first, second, rest) = (whole[..51], whole[51..(51 + Chunk)], whole[(51 + Chunk)..(51 + (2 * Chunk))], whole[(51 + (2 * Chunk))..]);
        await Assert.ThrowsAsync<InvalidDataException>(() => DecryptAsync([.. head, .. second, .. first, .. rest], Key));
    }

    [Fact]
    public async Task Says_so_when_the_key_is_another() =>
        Assert.Contains("Check the key", (await Assert.ThrowsAsync<InvalidDataException>(async () => await DecryptAsync(await EncryptAsync([1, 2, 3]), new byte[32]))).Message, StringComparison.Ordinal);

    private static async Task<byte[]> EncryptAsync(byte[] plain)
    {
        using var target = new MemoryStream();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(plain));
        using var source = new MemoryStream(plain);
        Assert.Equal(sha256, await DumpEncryption.EncryptAsync(source, target, Key, DumpFormat.New(sha256, chunk: 16), CancellationToken.None));
        return target.ToArray();
    }

    private static async Task<byte[]> DecryptAsync(byte[] file, byte[] key)
    {
        using var source = new MemoryStream(file);
        using var plain = new MemoryStream();
        await DumpDecryption.DecryptAsync(source, plain, key, CancellationToken.None);
        return plain.ToArray();
    }
}
