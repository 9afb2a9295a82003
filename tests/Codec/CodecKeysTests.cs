using CsCheck;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Codec;

public sealed class CodecKeysTests
{
    [Fact]
    public void The_first_line_is_the_one_that_encodes_and_comments_are_passed_over()
    {
        using var file = new KeyFile("new", "old");
        file.Write(["# rotated in May", "", .. file.Lines]);
        Assert.Equal(["new", "old"], file.Keys.Ids);
        Assert.Equal("new", file.Keys.First.Id);
    }

    [Theory]
    [InlineData("", "no key")]
    [InlineData("k1", "Line 1")]
    [InlineData("k1 c2hvcnQ=", "Line 1")]
    [InlineData("k/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Line 1")]
    [InlineData("k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nk1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "two keys of one id")]
    [InlineData("k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nk2 secretsecretsecretsecretsecretsecretsecretse", "Line 2")]
    public void Says_what_is_wrong_with_a_file_and_never_what_is_in_it(string content, string words)
    {
        using var file = new KeyFile();
        file.Write(content);
        var told = Assert.Throws<InvalidOperationException>(() => file.Keys).Message;
        Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secretsecret", told, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_no_file_that_others_may_read_none_that_is_a_link_and_none_that_is_not_there()
    {
        using var file = new KeyFile("k1");
        File.CreateSymbolicLink($"{file.Path}.link", file.Path);
        Assert.Contains("SymbolicLink", Assert.Throws<InvalidOperationException>(() => CodecKeys.Read($"{file.Path}.link")).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(file.Path, (UnixFileMode)0b110_100_000);
        Assert.Contains("mode 640", Assert.Throws<InvalidOperationException>(() => file.Keys).Message, StringComparison.Ordinal);
        Assert.Contains("is absent", Assert.Throws<InvalidOperationException>(() => CodecKeys.Read($"{file.Path}.none")).Message, StringComparison.Ordinal);
        Assert.Contains("absolute path", Assert.Throws<InvalidOperationException>(() => CodecKeys.Read("codec.keys")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_file_is_keys_or_a_sentence() => Pick.One("k1", " ", "\n", "#", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "é", "\0", "=", "\r\n", new string('k', 65)).Array[0, 8].Select(string.Concat).Sample(content =>
    {
        using var file = new KeyFile();
        file.Write(content);
        try
        {
            Assert.NotEmpty(file.Keys.Ids);
        }
        catch (InvalidOperationException told)
        {
            Assert.Contains("expected", told.Message, StringComparison.Ordinal);
        }
    }, iter: 300);

    /// <summary>A key that is in evidence is a leak like any other secret.</summary>
    [Fact]
    public void A_key_is_taken_out_of_evidence_raw_and_as_its_file_has_it()
    {
        using var scratch = new Scratch();
        using var file = new KeyFile("k1", "k2");
        var redactor = new Redactor(scratch.Host with { CodecKey = file.Path });
        Assert.All(file.Lines, line => Assert.DoesNotContain(line.Split(' ')[1][..40], redactor.Redact(scratch.Run, $"found: {line}"), StringComparison.Ordinal));
    }
}
