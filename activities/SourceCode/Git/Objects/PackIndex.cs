using System.Buffers.Binary;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>Where each object of a pack begins: a file of sorted names, version 2, that is searched without being read whole.</summary>
internal sealed class PackIndex : IDisposable
{
    private const int NameLength = ObjectHash.Digits / 2;
    private const int Names = 8 + (256 * 4);
    private const uint Far = 0x8000_0000;
    private readonly FileStream file;
    private readonly uint[] upTo = new uint[256];

    /// <exception cref="InvalidDataException">It is no index of version 2.</exception>
    public PackIndex(FileStream file)
    {
        this.file = file;
        Span<byte> head = stackalloc byte[Names];
        if (RandomAccess.Read(file.SafeFileHandle, head, 0) != Names || BinaryPrimitives.ReadUInt64BigEndian(head) != 0xff744f6300000002)
        {
            throw new InvalidDataException("it is no pack index of version 2");
        }

        for (var i = 0; i < 256; i++)
        {
            upTo[i] = BinaryPrimitives.ReadUInt32BigEndian(head[(8 + (4 * i))..]);
            if (i > 0 && upTo[i] < upTo[i - 1])
            {
                throw new InvalidDataException("its table of first bytes does not grow");
            }
        }
    }

    private uint Count => upTo[255];

    /// <summary>Where the object begins in the pack; null when it is not in it.</summary>
    public long? Find(ReadOnlySpan<byte> name)
    {
        Span<byte> found = stackalloc byte[NameLength];
        var (low, high) = (name[0] == 0 ? 0 : (long)upTo[name[0] - 1], (long)upTo[name[0]]);
        while (low < high)
        {
            var middle = (low + high) / 2;
            Read(Names + (middle * NameLength), found);
            switch (found.SequenceCompareTo(name))
            {
                case 0:
                    return Offset(middle);
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle;
                    break;
            }
        }

        return null;
    }

    public void Dispose() => file.Dispose();

    /// <summary>After the names come as many checksums, then offsets of 4 bytes, then those that need 8.</summary>
    private long Offset(long at)
    {
        Span<byte> bytes = stackalloc byte[8];
        var offsets = Names + ((long)Count * (NameLength + 4));
        Read(offsets + (at * 4), bytes[..4]);
        var near = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (near < Far)
        {
            return near;
        }

        Read(offsets + ((long)Count * 4) + ((near - Far) * 8L), bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private void Read(long offset, Span<byte> into)
    {
        if (RandomAccess.Read(file.SafeFileHandle, into, offset) != into.Length)
        {
            throw new InvalidDataException("it ends too early");
        }
    }
}
