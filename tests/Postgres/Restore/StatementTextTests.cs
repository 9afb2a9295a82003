using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

public sealed class StatementTextTests
{
    [Fact]
    public void A_statement_in_UTF8_is_sent_as_it_stands() => Gen.String.Where(text => !text.Contains('\0', StringComparison.Ordinal) && IsWhole(text)).Sample(text =>
        Assert.Equal(text, Decode(text, Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Even_the_replacement_character_itself_is_sent() => Assert.Equal("SELECT '\uFFFD'", Decode("SELECT '\uFFFD'", "SELECT '\uFFFD'"u8.ToArray()));

    [Theory]
    [InlineData("COMMENT ON TABLE public.t IS 'caf\u00e9 of ours'", "COMMENT ON TABLE public.t IS", "0xE9 at offset 1033")]
    [InlineData("CREATE TABLE public.\"caf\u00e9\" (a int)", "CREATE TABLE public.\"caf", "0xE9 at offset 1024")]
    [InlineData("SELECT $$secret$$, '\u00ff'", "SELECT", "0xFF at offset 1020")]
    [InlineData("COMMENT ON TABLE public.t IS 'a\0b'", "COMMENT ON TABLE public.t IS", "0x00 at offset 1031")]
    [InlineData("\u00e9", "", "0xE9 at offset 1000")]
    public void A_byte_that_is_not_UTF8_is_named_with_its_offset_and_the_statements_beginning_but_no_value(string latin, string beginning, string found)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        var failure = Assert.Throws<ApplicationFailureException>(() => Decode(Encoding.UTF8.GetString(bytes), bytes));
        Assert.StartsWith($"The statement \"{beginning}\" of the dump is not UTF-8: byte {found}. ", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
        Assert.Equal("PostgresRefused", failure.ErrorType);
    }

    [Fact]
    public void A_long_statement_is_named_by_its_first_words_and_a_COPY_too()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"COPY public.t ({new string('a', 200)}) FROM stdin;"), 0xC3];
        var failure = Assert.Throws<ApplicationFailureException>(() => StatementText.Decode(
            new DumpPiece.Copy(7, 7 + bytes.Length, new("public", "t"), Encoding.ASCII.GetString(bytes[..^2])), bytes));
        Assert.StartsWith($"The statement \"COPY public.t ({new string('a', 65)}\" of the dump is not UTF-8: byte 0xC3 at offset {6 + bytes.Length}.", failure.Message, StringComparison.Ordinal);
    }

    private static string Decode(string text, byte[] bytes) => StatementText.Decode(new DumpPiece.SqlStatement(1000, 1000 + bytes.Length, text), bytes);

    /// <summary>No half of a surrogate pair, which no UTF-8 can hold.</summary>
    private static bool IsWhole(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
