using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>The public half of a <see cref="SigningKey"/>: all that is needed to check evidence.</summary>
public sealed class VerifyingKey
{
    private readonly AsymmetricKeyParameter key;
    private readonly byte[] encoded;

    private VerifyingKey(AsymmetricKeyParameter key, string algorithm)
    {
        (this.key, Algorithm) = (key, algorithm);
        encoded = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key).GetDerEncoded();
        Id = Convert.ToHexStringLower(SHA256.HashData(encoded));
    }

    /// <summary>SHA-256 of the key as DER SubjectPublicKeyInfo, 64 hex digits: <c>openssl pkey -pubin -in FILE -outform der | sha256sum</c>.</summary>
    public string Id { get; }

    /// <summary>The key in PEM.</summary>
    public string Pem => new string(PemEncoding.Write("PUBLIC KEY", encoded)) + "\n";

    internal string Algorithm { get; }

    /// <summary>Null when the text is no public key of the two kinds. A private key is none: nobody who checks should have it.</summary>
    public static VerifyingKey? Read(string pem) => PemKey.Read(pem) is { IsPrivate: false } found ? From(found) : null;

    /// <summary>Null when it is of another kind.</summary>
    internal static VerifyingKey? From(AsymmetricKeyParameter? found) => found switch
    {
        Ed25519PublicKeyParameters => new VerifyingKey(found, "Ed25519"),
        ECPublicKeyParameters ec when IsP256(ec.Parameters) => new VerifyingKey(found, "SHA-256withECDSA"),
        _ => null,
    };

    internal bool Accepts(byte[] message, byte[] signature)
    {
        var signer = SignerUtilities.GetSigner(Algorithm);
        signer.Init(forSigning: false, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.VerifySignature(signature);
    }

    private static bool IsP256(ECDomainParameters curve)
    {
        var p256 = ECNamedCurveTable.GetByOid(SecObjectIdentifiers.SecP256r1);
        return curve.Curve.Equals(p256.Curve) && curve.G.Equals(p256.G) && curve.N.Equals(p256.N);
    }
}
