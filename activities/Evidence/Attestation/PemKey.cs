using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>A key as OpenSSL writes it.</summary>
internal static class PemKey
{
    /// <summary>Null when the text holds no key that can be read.</summary>
    public static AsymmetricKeyParameter? Read(string pem)
    {
        try
        {
            using var reader = new PemReader(new StringReader(pem));
            for (var found = reader.ReadObject(); found is not null; found = reader.ReadObject())
            {
                switch (found)
                {
                    case AsymmetricKeyParameter key:
                        return key;
                    case AsymmetricCipherKeyPair pair:
                        return pair.Private;
                    default:
                        continue; // such as the EC PARAMETERS that `openssl ecparam` puts before the key
                }
            }

            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidCastException or ArgumentException or FormatException or CryptoException or InvalidOperationException)
        {
            return null; // Whatever it was, its message may quote the key.
        }
    }

    public static string Describe(AsymmetricKeyParameter? key) => key switch
    {
        null => "no key that can be read",
        { IsPrivate: false } => "a public key",
        RsaKeyParameters rsa => $"an RSA key of {rsa.Modulus.BitLength} bits",
        ECKeyParameters ec => $"a key on a curve of {ec.Parameters.Curve.FieldSize} bits",
        _ => "a key of another kind",
    };
}
