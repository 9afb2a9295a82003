using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>The private key that a worker signs its evidence with: ECDSA on P-256, or Ed25519, in PEM, without a passphrase.</summary>
public sealed class SigningKey
{
    private const string Remedy = "Make one with `openssl genpkey -algorithm ed25519 -out NEW-FILE` and `chmod 600 NEW-FILE`.";

    /// <summary>A shorter line is the end of one, and no secret by itself.</summary>
    private const int ShortestLine = 32;

    private readonly AsymmetricKeyParameter key;
    private readonly string pem;

    private SigningKey(AsymmetricKeyParameter key, string pem, VerifyingKey half) => (this.key, this.pem, Public) = (key, pem, half);

    /// <summary>The half that others need.</summary>
    public VerifyingKey Public { get; }

    /// <summary>What is looked for in evidence: the number that is the secret, and the lines of the file, which cut its Base64 in pieces.</summary>
    internal IEnumerable<byte[]> Secrets =>
    [
        key switch
        {
            ECPrivateKeyParameters ec => ec.D.ToByteArrayUnsigned(),
            Ed25519PrivateKeyParameters ed => ed.GetEncoded(),
            _ => throw new InvalidOperationException("Of no other kind is a key read."),
        },
        .. pem.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= ShortestLine && !line.StartsWith('-')).Select(Encoding.UTF8.GetBytes),
    ];

    /// <param name="path">Absolute path of the file, mode 0600.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, or is another kind of key; the sentence never holds a key.</exception>
    public static SigningKey Read(string path)
    {
        var pem = Encoding.UTF8.GetString(NamedFile.ReadAt("Signing key", HostVariables.SigningKey, path));
        var found = PemKey.Read(pem);
        return found is { IsPrivate: true } && VerifyingKey.From(PublicHalf(found)) is { } half
            ? new SigningKey(found, pem, half)
            : throw new InvalidOperationException($"Signing key '{path}' is {PemKey.Describe(found)}, expected a private key on P-256 or of Ed25519, in PEM, without a passphrase. {Remedy}");
    }

    internal byte[] Sign(byte[] message)
    {
        var signer = SignerUtilities.GetSigner(Public.Algorithm);
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    private static AsymmetricKeyParameter? PublicHalf(AsymmetricKeyParameter found) => found switch
    {
        ECPrivateKeyParameters ec => new ECPublicKeyParameters(ec.AlgorithmName, ec.Parameters.G.Multiply(ec.D).Normalize(), ec.Parameters),
        Ed25519PrivateKeyParameters ed => ed.GeneratePublicKey(),
        _ => null,
    };
}
