using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>
/// What every time is told by: the SHA-256 of one MiB, measured beside it. It is not our code and not the runtime's, so it is as fast from one build, and one process, to
/// the next.
/// </summary>
public abstract class BesideDigest
{
    private readonly byte[] mebibyte = new byte[1 << 20];

    [Benchmark(Baseline = true)]
    public byte[] Reference() => SHA256.HashData(mebibyte);
}
