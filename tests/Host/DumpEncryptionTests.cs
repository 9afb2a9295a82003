using System.Security.Cryptography;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class DumpEncryptionTests
{
    private static readonly DateTimeOffset Made = new(2026, 5, 17, 10, 11, 12, 345, TimeSpan.Zero);

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
        const int Head = DumpFormat.HeaderSize;
        var (head, first, second, rest) = (whole[..Head], whole[Head..(Head + Chunk)], whole[(Head + Chunk)..(Head + (2 * Chunk))], whole[(Head + (2 * Chunk))..]);
        await Assert.ThrowsAsync<InvalidDataException>(() => DecryptAsync([.. head, .. second, .. first, .. rest], Key));
    }

    [Fact]
    public async Task Says_when_it_was_made()
    {
        using var file = new MemoryStream(await EncryptAsync([1, 2, 3]));
        Assert.Equal(Made, DumpFormat.Read(file)?.MadeAt);
    }

    [Fact]
    public async Task Reads_a_file_of_the_first_version_which_does_not_say_when_it_was_made()
    {
        var plain = RandomNumberGenerator.GetBytes(40);
        var header = DumpFormat.New(Convert.ToHexStringLower(SHA256.HashData(plain)), Made, chunk: 16).Header[..51];
        header[7] = (byte)'1';
        using var source = new MemoryStream(plain);
        using var target = new MemoryStream();
        await DumpEncryption.EncryptAsync(source, target, Key, new DumpFormat { Header = header }, CancellationToken.None);
        Assert.Equal(plain, await DecryptAsync(target.ToArray(), Key));
        target.Position = 0;
        Assert.Null(DumpFormat.Read(target)?.MadeAt);
    }

    [Fact]
    public async Task Says_so_when_the_key_is_another() =>
        Assert.Contains("Check the key", (await Assert.ThrowsAsync<InvalidDataException>(async () => await DecryptAsync(await EncryptAsync([1, 2, 3]), new byte[32]))).Message, StringComparison.Ordinal);

    private static async Task<byte[]> EncryptAsync(byte[] plain)
    {
        using var target = new MemoryStream();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(plain));
        using var source = new MemoryStream(plain);
        Assert.Equal(sha256, await DumpEncryption.EncryptAsync(source, target, Key, DumpFormat.New(sha256, Made, chunk: 16), CancellationToken.None));
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
