using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Workflows.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Dump;

public sealed class DumpMeterTests
{
    private static readonly Gen<string> Row = Of("1\ta", "", "\\\\.", " \\.", "\\.x", "COPY t (a) FROM stdin;", "it's", "$$", "--", "é\t\\N", "\\N");

    private static readonly Gen<string> Between = Of(
        "", "-- Name: it's; Type: TABLE\n", "SET x = 'a''b; COPY public.no (a) FROM stdin;\n';\n", "\\restrict abc\n", "SELECT E'\\'; COPY public.no (a) FROM stdin;\n';\n",
        "CREATE FUNCTION f() AS $_$\nCOPY public.no (a) FROM stdin;\n1\n\\.\n$_$;\n", "/* COPY public.no (a) FROM stdin;\n /* it's */ */\n", "\n\n",
        "CREATE TABLE \"it's; \"\"x\" (a int);\n", "/**/;\n", "SELECT 1 -- ;\n;\n", "CREATE FUNCTION g() AS $$ $1 $x$ ' $$;\n");

    private static Gen<string> Of(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Counts_the_same_whatever_the_pieces_it_comes_in() =>
        Gen.Select(Gen.Select(Between, Row.Array[0, 5]).Array[0, 6], Gen.Int[1, 40].Array[1, 5]).Sample((blocks, sizes) =>
        {
            var dump = new StringBuilder();
            Dictionary<QualifiedName, long> expected = [];
            foreach (var (index, (between, rows)) in blocks.Index())
            {
                expected[new("s", $"t {index}")] = rows.Length;
                dump.Append(between).Append($"COPY s.\"t {index}\" (a, \"b;\") FROM stdin;\n").Append(string.Concat(rows.Select(row => $"{row}\n"))).Append("\\.\n\n");
            }

            dump.Append("-- done\n");
            var bytes = Encoding.UTF8.GetBytes(dump.ToString());
            var meter = new DumpMeter();
            for (int at = 0, turn = 0; at < bytes.Length; turn++)
            {
                var size = Math.Min(sizes[turn % sizes.Length], bytes.Length - at);
                meter.Feed(bytes.AsSpan(at, size));
                at += size;
            }

            Assert.Equal(expected.OrderBy(row => row.Key), meter.Rows.OrderBy(row => row.Key));
            Assert.True(meter.Complete);
        });

    [Fact]
    public void A_block_that_is_cut_off_is_not_complete()
    {
        var meter = new DumpMeter();
        meter.Feed("COPY public.t (a) FROM stdin;\n1\n2\n"u8);
        Assert.False(meter.Complete);
        Assert.Empty(meter.Rows);
    }

    [Fact]
    public void The_digest_is_over_sorted_lines()
    {
        Dictionary<QualifiedName, long> rows = new() { [new("public", "b")] = 2, [new("public", "a")] = 1 };
        var text = "public.a 1\npublic.b 2\n"u8;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text)), RowCounts.Sha256(rows));
    }
}
