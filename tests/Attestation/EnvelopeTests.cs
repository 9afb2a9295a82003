using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Workflows.Contract;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Attestation;

public sealed class EnvelopeTests
{
    private static readonly byte[] Statement = Encoding.UTF8.GetBytes("{\"_type\":\"https://in-toto.io/Statement/v1\"}");

    /// <summary>By .NET's own ECDSA, over the bytes that DSSE says are signed.</summary>
    [Fact]
    public void An_envelope_on_P256_is_one_to_others()
    {
        using var file = SigningKeyFile.Of("P-256");
        var envelope = Envelope.Sign(Statement, file.Key);
        using var others = ECDsa.Create();
        others.ImportFromPem(file.Key.Public.Pem);
        var signed = Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {Statement.Length} {Encoding.UTF8.GetString(Statement)}");
        Assert.True(others.VerifyData(signed, Convert.FromBase64String(envelope.Signatures[0].Sig), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(Statement, Convert.FromBase64String(envelope.Payload));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(others.ExportSubjectPublicKeyInfo())), envelope.Signatures[0].Keyid);
    }

    /// <summary>Of RFC 8032, section 7.1, test 3.</summary>
    [Fact]
    public void Ed25519_is_that_of_the_RFC()
    {
        using var file = new SigningKeyFile(SigningKeyFile.Ed25519(Convert.FromHexString("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")));
        Assert.Equal(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            Convert.ToHexStringLower(file.Key.Sign(Convert.FromHexString("af82"))));
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("Ed25519")]
    public void No_byte_of_it_can_be_changed(string kind)
    {
        using var file = SigningKeyFile.Of(kind);
        var envelope = Envelope.Sign(Statement, file.Key);
        var text = JsonSerializer.Serialize(envelope with { Signatures = [envelope.Signatures[0] with { Keyid = "" }] }, Json.Options);
        Assert.Equal(Statement, Envelope.Read(text)?.Open(file.Key.Public));
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[1, 127]).Sample((at, by) =>
        {
            var changed = text.ToCharArray();
            changed[at] = (char)(changed[at] ^ by);
            var opened = Envelope.Read(new string(changed))?.Open(file.Key.Public);
            Assert.True(opened is null || opened.SequenceEqual(Statement), new string(changed));
        }, iter: 300);
    }

    [Fact]
    public void A_signature_by_another_is_none()
    {
        using var file = SigningKeyFile.Of("P-256");
        using var another = SigningKeyFile.Of("P-256");
        var envelope = Envelope.Sign(Statement, file.Key);
        Assert.Null(envelope.Open(another.Key.Public));
        Assert.Null((envelope with { Signatures = [] }).Open(file.Key.Public));
        Assert.NotNull((envelope with { Signatures = [.. Envelope.Sign(Statement, another.Key).Signatures, .. envelope.Signatures] }).Open(file.Key.Public));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"payloadType\":\"x\",\"payload\":\"!\",\"signatures\":null}")]
    public void What_is_no_envelope_is_none(string text) => Assert.Null(Envelope.Read(text));
}
