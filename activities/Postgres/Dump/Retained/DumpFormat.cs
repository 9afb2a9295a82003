using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>
/// The file of a retained dump. Header: 8 bytes magic <c>DRYDUMP2</c>, 32 bytes SHA-256 of the plain dump, 4 bytes chunk size (big-endian),
/// 7 bytes random nonce prefix, 8 bytes when it was made (milliseconds since 1970, big-endian; <c>DRYDUMP1</c> is without). Then chunks: AES-256-GCM cipher text as long as its plain text, and a 16-byte tag. The nonce of a chunk is
/// prefix, 4 bytes counter (big-endian) and 1 byte that is 1 for the last chunk, else 0; the header is its associated data. So chunks cannot be
/// moved, dropped, cut off or taken from another file. The last chunk may be empty; every other is full.
/// </summary>
internal sealed record DumpFormat
{
    public const int HeaderSize = 59;
    private const int FirstHeaderSize = 51;
    public const int TagSize = 16;
    public const int KeySize = 32;
    public const int DefaultChunk = 1 << 20;
    private const int LargestChunk = 64 << 20;
    private const long LatestMilliseconds = 253_402_300_799_999;

    public required byte[] Header { get; init; }

    public string DumpSha256 => Convert.ToHexStringLower(Header.AsSpan(8, 32));

    public int Chunk => BinaryPrimitives.ReadInt32BigEndian(Header.AsSpan(40));

    /// <summary>Absent in the first version. It is as true as the chunks that authenticate it.</summary>
    public DateTimeOffset? MadeAt => Header.Length == HeaderSize ? DateTimeOffset.UnixEpoch.AddMilliseconds(Milliseconds) : null;

    private long Milliseconds => BinaryPrimitives.ReadInt64BigEndian(Header.AsSpan(FirstHeaderSize));

    private static ReadOnlySpan<byte> Magic => "DRYDUMP2"u8;

    private static ReadOnlySpan<byte> FirstMagic => "DRYDUMP1"u8;

    public static DumpFormat New(string dumpSha256, DateTimeOffset madeAt, int chunk = DefaultChunk)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        Convert.FromHexString(dumpSha256).CopyTo(header, 8);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(40), chunk);
        RandomNumberGenerator.Fill(header.AsSpan(44, 7));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(FirstHeaderSize), madeAt.ToUnixTimeMilliseconds());
        return new DumpFormat { Header = header };
    }

    /// <summary>Null when it is no such file.</summary>
    public static DumpFormat? Read(Stream stream)
    {
        var header = new byte[HeaderSize];
        if (!Fill(stream, header.AsSpan(0, FirstHeaderSize)))
        {
            return null;
        }

        var first = header.AsSpan(0, 8).SequenceEqual(FirstMagic);
        if (!first && !(header.AsSpan(0, 8).SequenceEqual(Magic) && Fill(stream, header.AsSpan(FirstHeaderSize))))
        {
            return null;
        }

        var format = new DumpFormat { Header = first ? header[..FirstHeaderSize] : header };
        return format.Chunk is > 0 and <= LargestChunk && (first || format.Milliseconds is >= 0 and <= LatestMilliseconds) ? format : null;
    }

    public byte[] Nonce(uint counter, bool last)
    {
        var nonce = new byte[12];
        Header.AsSpan(44, 7).CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(7), counter);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    private static bool Fill(Stream stream, Span<byte> part) => stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) == part.Length;
}
