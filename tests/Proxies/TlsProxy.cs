using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>Temporal behind TLS that asks for a client's certificate: both certificates are signed by an authority made for the test.</summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private readonly SocketListener listener;
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 server;
    private readonly IPEndPoint target;

    public TlsProxy(string target, string folder)
    {
        this.target = IPEndPoint.Parse(target);
        authority = Authority();
        server = Signed("temporal.test", serverAuthentication: true);
        (AuthorityFile, CertificateFile, KeyFile) = ($"{folder}/ca.pem", $"{folder}/client.pem", $"{folder}/client.key");
        using var client = Signed("client", serverAuthentication: false);
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(CertificateFile, client.ExportCertificatePem());
        File.WriteAllText(KeyFile, client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        listener = new SocketListener(SocketListener.FreePort, ServeAsync);
    }

    public string Address => listener.Address;

    public string AuthorityFile { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        authority.Dispose();
        server.Dispose();
    }

    private async Task ServeAsync(NetworkStream client, CancellationToken stopped)
    {
        await using var secure = new SslStream(client);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = server,
                ClientCertificateRequired = true,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 by && by.Issuer == authority.Subject,
            },
            stopped);
        await using var plain = await Relay.ConnectAsync(target, stopped);
        await Relay.BothWaysAsync(secure, plain, request: null, answer: null, stopped);
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of the test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private X509Certificate2 Signed(string name, bool serverAuthentication)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(serverAuthentication ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], critical: false));
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30), RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
