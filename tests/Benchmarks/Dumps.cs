using System.Text;
using BenchmarkDotNet.Attributes;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>What every byte of production goes through on its way, beside the digest: the counting of rows.</summary>
public class Dumps : BesideDigest
{
    private const int Piece = 80 * 1024;
    private byte[] dump = [];

    [GlobalSetup]
    public void Make()
    {
        var text = new StringBuilder("COPY public.articles (id, title, body) FROM stdin;\n");
        for (var row = 0; text.Length < 8_000_000; row++)
        {
            text.Append(row).Append("\tArticle number ").Append(row).Append("\tA body of some length, as production's rows have, with a tab\\tin it and a line\\nbreak.\n");
        }

        dump = Encoding.UTF8.GetBytes(text.Append("\\.\n\n").ToString());
    }

    [Benchmark]
    public bool CountRows()
    {
        var meter = new DumpMeter();
        for (var at = 0; at < dump.Length; at += Piece)
        {
            meter.Feed(dump.AsSpan(at, Math.Min(Piece, dump.Length - at)));
        }

        return meter.Complete;
    }
}
