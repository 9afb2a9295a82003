using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Tests.Builders;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;

namespace DotIuCutter.Temporal.Tests.Attestation;

/// <summary>A signing key's file, gone after the test.</summary>
internal sealed class SigningKeyFile : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SigningKeyFile(string pem) => Path = folder.WritePrivate("signing.pem", Encoding.UTF8.GetBytes(pem));

    public string Path { get; }

    public SigningKey Key => SigningKey.Read(Path);

    public static SigningKeyFile Of(string kind) => new(Pem(kind));

    /// <summary>Answers the path of a file with the public half.</summary>
    public string WritePublic() => folder.Write("signing.pub", Key.Public.Pem);

    /// <summary>As OpenSSL writes it.</summary>
    public static string Pem(string kind)
    {
        using var ec = ECDsa.Create(kind == "P-384" ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        return kind switch
        {
            "Ed25519" => Ed25519(RandomNumberGenerator.GetBytes(32)),
            "P-256 as ecparam writes it" => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem(),
            "RSA" => rsa.ExportPkcs8PrivateKeyPem(),
            "public" => ec.ExportSubjectPublicKeyInfoPem(),
            "with a passphrase" => ec.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10)),
            _ => ec.ExportPkcs8PrivateKeyPem(),
        };
    }

    public static string Ed25519(byte[] seed) =>
        PemEncoding.WriteString("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(new Ed25519PrivateKeyParameters(seed)).GetDerEncoded());

    public void Dispose() => folder.Dispose();
}
