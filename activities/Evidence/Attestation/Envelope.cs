using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>A DSSE envelope (https://github.com/secure-systems-lab/dsse, version 1.0.2) around one in-toto statement.</summary>
public sealed record Envelope
{
    public const string StatementType = "application/vnd.in-toto+json";

    public required string PayloadType { get; init; }

    /// <summary>The statement's bytes in Base64.</summary>
    public required string Payload { get; init; }

    public required IReadOnlyList<EnvelopeSignature> Signatures { get; init; }

    public static Envelope Sign(byte[] statement, SigningKey key) => new()
    {
        PayloadType = StatementType,
        Payload = Convert.ToBase64String(statement),
        Signatures = [new EnvelopeSignature { Keyid = key.Public.Id, Sig = Convert.ToBase64String(key.Sign(Authenticated(StatementType, statement))) }],
    };

    /// <summary>Null when it is no envelope.</summary>
    public static Envelope? Read(string text) => Json.ReadOrNull<Envelope>(text);

    /// <summary>The statement's bytes, when one of the signatures is of this key; else null. The key's id only says which to try first, so all are tried.</summary>
    public byte[]? Open(VerifyingKey key)
    {
        var payload = Bytes(Payload);
        return payload is not null && PayloadType == StatementType
            && Signatures.Any(s => Bytes(s.Sig) is { } signature && key.Accepts(Authenticated(PayloadType, payload), signature))
            ? payload
            : null;
    }

    /// <summary>What is signed: <c>DSSEv1 LENGTH TYPE LENGTH BODY</c>.</summary>
    private static byte[] Authenticated(string type, byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {body.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. body];
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}

public sealed record EnvelopeSignature
{
    /// <summary>As <see cref="VerifyingKey.Id"/>.</summary>
    public required string Keyid { get; init; }

    /// <summary>In Base64; ECDSA's as DER.</summary>
    public required string Sig { get; init; }
}
