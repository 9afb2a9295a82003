using System.Text;
using BenchmarkDotNet.Attributes;
using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>What every byte of production goes through on its way, beside the digest: the counting of rows.</summary>
public class Dumps : BesideBrotli
{
    /// <summary>One piece over and over: what is counted has just been unpacked, and is in the processor's cache.</summary>
    private const int Pieces = 100;

    private readonly byte[] begin = "COPY public.articles (id, title, body) FROM stdin;\n"u8.ToArray();
    private readonly byte[] end = "\\.\n\n"u8.ToArray();
    private byte[] piece = [];
    private byte[] statements = [];

    [GlobalSetup]
    public void Make()
    {
        var text = new StringBuilder();
        for (var row = 0; text.Length < 80 * 1024; row++)
        {
            text.Append(row).Append("\tArticle number ").Append(row).Append("\tA body of some length, as production's rows have, with a tab\\tin it and a line\\nbreak.\n");
        }

        piece = Encoding.UTF8.GetBytes(text.ToString());
        statements = Encoding.UTF8.GetBytes(Definitions());
    }

    /// <summary>What stands between the rows: definitions, and a large object.</summary>
    [Benchmark]
    public bool ReadStatements()
    {
        var meter = new DumpMeter();
        meter.Feed(statements);
        return meter.Complete;
    }

    [Benchmark]
    public bool CountRows()
    {
        var meter = new DumpMeter();
        meter.Feed(begin);
        for (var count = 0; count < Pieces; count++)
        {
            meter.Feed(piece);
        }

        meter.Feed(end);
        return meter.Complete;
    }

    private static string Definitions()
    {
        var text = new StringBuilder();
        for (var table = 0; text.Length < 256 * 1024; table++)
        {
            text.Append($"""
                --
                -- Name: articles_{table}; Type: TABLE; Schema: public; Owner: -
                --

                CREATE TABLE public.articles_{table} (
                    id bigint NOT NULL,
                    title text DEFAULT 'no title yet'::text NOT NULL,
                    body text
                );

                ALTER TABLE ONLY public.articles_{table}
                    ADD CONSTRAINT articles_{table}_pkey PRIMARY KEY (id);

                """);
        }

        return text.Append("SELECT pg_catalog.lowrite(0, '\\x").Append('a', 256 * 1024).Append("');\n").ToString();
    }
}
