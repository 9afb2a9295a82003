using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class SqlScannerProperties
{
    private static readonly Gen<string> Text = Pick.One(
        "'", "''", "E'", "e", "a", "1", "\\", "\\'", "\"", "\"\"", "$$", "$a$", "$", "--", "/*", "*/", "*", "-", "/", ";", "\n", "\r", "\t", " ", "U&'", "long text", "é").Array[0, 20].Select(string.Concat);

    [Fact]
    public void To_pass_over_quoted_text_and_comments_comes_to_the_same_as_to_read_them() => Gen.Select(Text, Gen.Bool, Gen.Int[1, 9]).Sample((text, backslashEscapes, size) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (reading, passing) = (new SqlScanner(backslashEscapes), new SqlScanner(backslashEscapes));
        var read = bytes.Select(b => (Piece: reading.Feed(b), reading.InCode, reading.InComment)).ToArray();
        for (var at = 0; at < bytes.Length;)
        {
            var (code, comment) = (passing.InCode, passing.InComment);
            var passed = passing.Skip(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            Assert.True(passed == 0 || !code);
            Assert.All(read[at..(at + passed)], found => Assert.Equal((comment ? SqlPiece.Comment : SqlPiece.Quoted, false, comment), found));
            at += passed;
            if (at < bytes.Length)
            {
                Assert.Equal(read[at].Piece, passing.Feed(bytes[at]));
                Assert.Equal((read[at].InCode, read[at].InComment), (passing.InCode, passing.InComment));
                at++;
            }
        }
    }, iter: 20_000);
}
