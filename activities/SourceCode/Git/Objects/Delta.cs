namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>An object as copies out of another and what is new. Pure.</summary>
internal static class Delta
{
    private const int DefaultCopy = 0x10000;

    /// <param name="source">The object it is a difference from.</param>
    /// <param name="delta">Both sizes, then what to do.</param>
    /// <param name="limit">How large the result may be.</param>
    /// <exception cref="InvalidDataException">It does not fit, or says what it must not.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> source, ReadOnlySpan<byte> delta, int limit)
    {
        var at = 0;
        if (Size(delta, ref at) != source.Length)
        {
            throw new InvalidDataException("a difference is from another object than it says");
        }

        var size = Size(delta, ref at);
        if (size > limit)
        {
            throw new InvalidDataException($"a difference makes an object of {size} bytes, at most {limit} are put together");
        }

        var result = new byte[size];
        var rest = result.AsSpan();
        while (at < delta.Length)
        {
            var code = delta[at++];
            var piece = code == 0 ? throw new InvalidDataException("a difference has a command that there is not")
                : (code & 0x80) != 0 ? Copied(source, delta, code, ref at)
                : Slice(delta, at, code);
            at += (code & 0x80) != 0 ? 0 : code;
            if (piece.Length > rest.Length)
            {
                throw new InvalidDataException("a difference makes more than it says");
            }

            piece.CopyTo(rest);
            rest = rest[piece.Length..];
        }

        return rest.Length == 0 ? result : throw new InvalidDataException("a difference makes less than it says");
    }

    /// <summary>Each of the command's seven low bits says whether a byte of offset (4) or length (3) follows.</summary>
    private static ReadOnlySpan<byte> Copied(ReadOnlySpan<byte> source, ReadOnlySpan<byte> delta, byte code, ref int at)
    {
        long offset = 0;
        var length = 0;
        for (var bit = 0; bit < 7; bit++)
        {
            var value = (code & (1 << bit)) != 0 ? Slice(delta, at++, 1)[0] : 0;
            offset |= bit < 4 ? (long)value << (8 * bit) : 0;
            length |= bit < 4 ? 0 : value << (8 * (bit - 4));
        }

        return Slice(source, offset, length == 0 ? DefaultCopy : length);
    }

    private static long Size(ReadOnlySpan<byte> delta, ref int at)
    {
        long size = 0;
        for (var shift = 0; shift <= 56; shift += 7)
        {
            var next = Slice(delta, at++, 1)[0];
            size |= (long)(next & 0x7f) << shift;
            if ((next & 0x80) == 0)
            {
                return size;
            }
        }

        throw new InvalidDataException("a difference has a size without end");
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, long offset, int length) =>
        offset + length <= bytes.Length ? bytes.Slice((int)offset, length) : throw new InvalidDataException("a difference reaches outside");
}
