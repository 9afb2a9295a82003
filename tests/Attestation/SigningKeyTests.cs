using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Host;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Attestation;

public sealed class SigningKeyTests
{
    [Theory]
    [InlineData("P-256")]
    [InlineData("P-256 as ecparam writes it")]
    [InlineData("Ed25519")]
    public void A_key_signs_and_its_public_half_accepts(string kind)
    {
        using var file = SigningKeyFile.Of(kind);
        var others = VerifyingKey.Read(file.Key.Public.Pem);
        Assert.Equal(file.Key.Public.Id, others?.Id);
        Assert.True(others!.Accepts([1, 2, 3], file.Key.Sign([1, 2, 3])));
        Assert.False(others.Accepts([1, 2, 4], file.Key.Sign([1, 2, 3])));
        using var another = SigningKeyFile.Of(kind);
        Assert.False(another.Key.Public.Accepts([1, 2, 3], file.Key.Sign([1, 2, 3])));
    }

    [Theory]
    [InlineData("P-384", "a key on a curve of 384 bits")]
    [InlineData("RSA", "an RSA key of 2048 bits")]
    [InlineData("public", "a public key")]
    [InlineData("with a passphrase", "no key that can be read")]
    public void Another_kind_of_key_is_refused_in_words_without_it(string kind, string words)
    {
        var pem = SigningKeyFile.Pem(kind);
        using var file = new SigningKeyFile(pem);
        var told = Assert.Throws<InvalidOperationException>(() => file.Key).Message;
        Assert.Contains($"is {words}, expected a private key on P-256 or of Ed25519", told, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n")]
    public void What_is_no_key_is_said_to_be_none(string text)
    {
        using var file = new SigningKeyFile(text);
        Assert.Contains("no key that can be read", Assert.Throws<InvalidOperationException>(() => file.Key).Message, StringComparison.Ordinal);
        Assert.Null(VerifyingKey.Read(text));
    }

    [Fact]
    public void Others_may_not_read_it()
    {
        using var file = SigningKeyFile.Of("Ed25519");
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var scratch = new Scratch();
        Assert.Contains("expected a file with mode 600", Assert.Single((scratch.Host with { SigningKey = file.Path }).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_lies_apart_from_what_a_run_writes()
    {
        using var scratch = new Scratch();
        var path = scratch.Named("evidence", "signing.pem", System.Text.Encoding.UTF8.GetBytes(SigningKeyFile.Pem("Ed25519")));
        Assert.Contains("DRYRUN_EVIDENCE", Assert.Single((scratch.Host with { SigningKey = path }).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_who_checks_is_taken_a_private_key_from()
    {
        Assert.Null(VerifyingKey.Read(SigningKeyFile.Pem("P-256")));
        Assert.Null(VerifyingKey.Read(SigningKeyFile.Pem("Ed25519")));
    }

    /// <summary>As number and as its file has it.</summary>
    [Theory]
    [InlineData("P-256")]
    [InlineData("Ed25519")]
    public void A_key_is_taken_out_of_evidence(string kind)
    {
        using var scratch = new Scratch();
        using var file = SigningKeyFile.Of(kind);
        var pem = File.ReadAllText(file.Path);
        var redacted = new Redactor(scratch.Host with { SigningKey = file.Path }).Redact(scratch.Run, $"found: {pem} and {Convert.ToHexStringLower(file.Key.Secrets.First())}");
        Assert.All(pem.Split('\n').Where(l => l.Length > 32 && l[0] != '-'), line => Assert.DoesNotContain(line, redacted, StringComparison.Ordinal));
        Assert.DoesNotContain(Convert.ToHexStringLower(file.Key.Secrets.First()), redacted, StringComparison.Ordinal);
    }
}
