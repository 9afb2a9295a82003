using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class SecretScanTests
{
    private const string Salt = "00112233445566778899aabbccddeeff";
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("pa\"ss/w'ö:rd+é<1234567890>");

    public static TheoryData<string> Encodings => [.. SecretEncodings.List(Secret).Select(e => e.Encoding)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Finds_every_encoding_at_its_offset(string encoding)
    {
        var form = SecretEncodings.List(Secret).Single(e => e.Encoding == encoding).Bytes;
        Assert.Contains(new SecretMatch("it", encoding, 11, form.Length), Scan(Secret).Find([.. "some text, "u8, .. form, .. " and more"u8]));
    }

    [Fact]
    public void Finds_a_secret_inside_any_longer_text_that_was_base64_encoded() => Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte.Array[8, 80], Gen.Byte.Array[0, 40]).Sample((before, secret, after) =>
    {
        var text = Convert.ToBase64String([.. before, .. secret, .. after]);
        Assert.NotEmpty(Scan(secret).Find(Encoding.ASCII.GetBytes(text)));
        Assert.NotEmpty(Scan(secret).Find(Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_'))));
    });

    [Fact]
    public void Finds_it_across_any_block_boundary() => Gen.Select(Gen.Int[0, 300], Gen.Int[1, 64]).Sample((position, block) =>
    {
        // The longest form, since blocks overlap by it.
        var (encoding, form) = SecretEncodings.List(Secret).MaxBy(e => e.Bytes.Length);
        using var stream = new MemoryStream([.. new byte[position], .. form, .. new byte[100]]);
        Assert.Equal([position], Scan(Secret).Find(stream, block).Where(m => m.Encoding == encoding).Select(m => (int)m.Offset));
    });

    [Fact]
    public void What_it_finds_in_a_stream_is_what_it_finds_in_memory() => Gen.Select(Gen.Byte[0, 3].Array[0, 400], Gen.Int[1, 50]).Sample((bytes, block) =>
    {
        using var stream = new MemoryStream(bytes);
        var scan = Scan([1, 0, 2, 1, 3, 0]);
        Assert.Equal(scan.Find(bytes.AsSpan()), scan.Find(stream, block));
    });

    [Fact]
    public void Finds_nothing_in_text_that_differs_in_one_bit() => Gen.Select(Gen.Int[0, Secret.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
    {
        var other = Secret.ToArray();
        other[at] ^= (byte)(1 << bit);
        Assert.DoesNotContain(Scan(Secret).Find(other.AsSpan()), m => m.Encoding == "raw");
    });

    [Fact]
    public void Fingerprints_hold_nothing_of_the_secret()
    {
        var prints = Fingerprinting.Compute("it", Secret, Salt).ToArray();
        var text = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(prints, Json.Options));
        Assert.Empty(Scan(Secret).Find(text.AsSpan()));
    }

    /// <summary>Written out by hand: what is looked for must not be decided by the code that looks.</summary>
    [Theory]
    [InlineData("pa'ss\"wo/rd", "raw")]
    [InlineData("706127737322776f2f7264", "hex, lower case")]
    [InlineData("706127737322776F2F7264", "hex, upper case")]
    [InlineData("pa%27ss%22wo%2Frd", "URL")]
    [InlineData("pa%27ss%22wo%2frd", "URL, lower case")]
    [InlineData("pa\\u0027ss\\u0022wo/rd", "JSON")]
    [InlineData("pa'ss\\\"wo/rd", "JSON, relaxed")]
    [InlineData("pa''ss\"wo/rd", "SQL literal")]
    [InlineData("cGEnc3Mid28vcmQ=", "base64 at offset 0")]
    [InlineData("eHBhJ3NzIndvL3Jk", "base64 at offset 1")]
    [InlineData("eHhwYSdzcyJ3by9yZA==", "base64 at offset 2")]
    public void Finds_a_password_in_every_form_it_may_be_written_in(string text, string encoding) =>
        Assert.Contains(encoding, Scan("pa'ss\"wo/rd"u8.ToArray()).Find(Encoding.UTF8.GetBytes(text)).Select(m => m.Encoding));

    [Fact]
    public void Finds_a_password_in_UTF_16()
    {
        var scan = Scan("pa'ss\"wo/rd"u8.ToArray());
        Assert.Contains("UTF-16LE", scan.Find(Encoding.Unicode.GetBytes("pa'ss\"wo/rd")).Select(m => m.Encoding));
        Assert.Contains("UTF-16BE", scan.Find(Encoding.BigEndianUnicode.GetBytes("pa'ss\"wo/rd")).Select(m => m.Encoding));
    }

    private static SecretScan Scan(byte[] secret) => new(new FingerprintSet { Salt = Salt, Fingerprints = [.. Fingerprinting.Compute("it", secret, Salt)] });
}
