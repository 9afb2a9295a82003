using System.IO.Compression;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>
/// Many objects in one file, some only as their difference from another. How large they say they are and how long a chain of differences is are the
/// repository's choice, so both have a limit.
/// </summary>
internal sealed class Pack(PackIndex index, FileStream file) : IDisposable
{
    /// <summary>What is kept as a difference is put together in memory.</summary>
    public const int LargestDelta = 64 << 20;

    /// <summary>Git itself makes no longer chain than this.</summary>
    private const int LongestChain = 4096;
    private const int FirstObject = 12;
    private const int FromOffset = 6;
    private const int FromName = 7;

    /// <summary>Null when it is not in this pack. Its content is to be read before the next object is opened.</summary>
    /// <exception cref="InvalidDataException">The pack is not as packs are.</exception>
    public GitObject? Open(ReadOnlySpan<byte> name)
    {
        if (index.Find(name) is not { } offset)
        {
            return null;
        }

        var differences = new Stack<(long At, long Size)>();
        while (true)
        {
            var (kind, size) = Header(offset);
            switch (kind)
            {
                case >= (int)GitObjectKind.Commit and <= (int)GitObjectKind.Tag:
                    return differences.Count == 0
                        ? new GitObject((GitObjectKind)kind, size, Inflate())
                        : Combined((GitObjectKind)kind, size, differences);
                case FromOffset:
                    offset = offset - Distance() is var before and >= FirstObject && before < offset ? before : throw new InvalidDataException("a difference does not point back");
                    break;
                case FromName:
                    offset = index.Find(Bytes(ObjectHash.Digits / 2)) ?? throw new InvalidDataException("a difference is from an object that is not in its pack");
                    break;
                default:
                    throw new InvalidDataException($"it holds an object of kind {kind}");
            }

            differences.Push((file.Position, size));
            if (differences.Count > LongestChain)
            {
                throw new InvalidDataException($"it holds a chain of more than {LongestChain} differences");
            }
        }
    }

    public void Dispose()
    {
        index.Dispose();
        file.Dispose();
    }

    private GitObject Combined(GitObjectKind kind, long size, Stack<(long At, long Size)> differences)
    {
        var content = Whole(size);
        while (differences.TryPop(out var difference))
        {
            file.Position = difference.At;
            content = Delta.Apply(content, Whole(difference.Size), LargestDelta);
        }

        return new GitObject(kind, content.Length, new MemoryStream(content, writable: false));
    }

    /// <summary>Three bits of kind, and the size in groups of 4, 7, 7… bits, the lowest first.</summary>
    private (int Kind, long Size) Header(long offset)
    {
        if (offset < FirstObject || offset >= file.Length)
        {
            throw new InvalidDataException("its index points outside of it");
        }

        file.Position = offset;
        var next = Byte();
        var (kind, size, shift) = ((next >> 4) & 7, (long)(next & 15), 4);
        while ((next & 0x80) != 0)
        {
            next = shift <= 53 ? Byte() : throw new InvalidDataException("it holds a size without end");
            size |= (long)(next & 0x7f) << shift;
            shift += 7;
        }

        return (kind, size);
    }

    /// <summary>Groups of 7 bits, the highest first; each further one counts one more.</summary>
    private long Distance()
    {
        var next = Byte();
        long distance = next & 0x7f;
        while ((next & 0x80) != 0)
        {
            next = distance < 1L << 54 ? Byte() : throw new InvalidDataException("it holds a distance without end");
            distance = ((distance + 1) << 7) | (long)(next & 0x7f);
        }

        return distance;
    }

    private byte[] Whole(long size)
    {
        if (size > LargestDelta)
        {
            throw new UnreadableCodeException(
                $"a pack keeps an object of {size} bytes as a difference, at most {LargestDelta} are put together in memory",
                "have git keep large files whole: `git -c core.bigFileThreshold=64m repack -a -d -f`");
        }

        using var inflated = Inflate();
        var content = new byte[size];
        inflated.ReadExactly(content);
        return content;
    }

    private ZLibStream Inflate() => new(file, CompressionMode.Decompress, leaveOpen: true);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        file.ReadExactly(bytes);
        return bytes;
    }

    private int Byte() => file.ReadByte() is var next and >= 0 ? next : throw new InvalidDataException("it ends too early");
}
