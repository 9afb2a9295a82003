using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>
/// What every time is told by: unpacking 256 KiB of text with Brotli, measured beside it. It is not our code and no compiler of this machine made it, so it is as fast from
/// one build, and one process, to the next; and it goes byte by byte and branch by branch as our code does, with no instruction of its own as a digest has, so that another
/// processor changes both alike.
/// </summary>
public abstract class BesideBrotli
{
    private const int Length = 1 << 18;

    private readonly byte[] text = new byte[Length];
    private readonly byte[] packed = Packed();

    [Benchmark(Baseline = true)]
    public bool Reference() => BrotliDecoder.TryDecompress(packed, text, out _);

    private static byte[] Packed()
    {
        var text = new StringBuilder();
        for (var row = 0; text.Length < Length; row++)
        {
            text.Append(row * 7919 % 104_729).Append("\tunit ").Append(row).Append('\n');
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(Length)];
        return BrotliEncoder.TryCompress(Encoding.ASCII.GetBytes(text.ToString(0, Length)), packed, out var taken, quality: 5, window: 20)
            ? packed[..taken]
            : throw new InvalidOperationException("The text of the reference was not packed, expected room for any.");
    }
}
