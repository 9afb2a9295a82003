using DotIuCutter.Temporal.Tests.Proxies;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>A Temporal that wants TLS and the client's certificate.</summary>
[Collection(nameof(DevServer))]
public sealed class TlsTests : IDisposable
{
    private readonly DevServer server;
    private readonly string folder = Directory.CreateTempSubdirectory("tls-test-").FullName;

    public TlsTests(DevServer server)
    {
        server.Require();
        this.server = server;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Is_reached_with_the_certificates_the_flags_name()
    {
        await using var tls = new TlsProxy(server.Address, folder);
        using var terminal = new Terminal(tls.Address);
        Assert.Equal(0, await terminal.RunAsync(
            "list", "--tls-ca", tls.AuthorityFile, "--tls-cert", tls.CertificateFile, "--tls-key", tls.KeyFile, "--tls-server-name", "temporal.test"));
    }

    [Fact]
    public async Task Is_reached_with_the_certificates_the_variables_name()
    {
        await using var tls = new TlsProxy(server.Address, folder);
        using var terminal = new Terminal(tls.Address);
        terminal.Environment["TEMPORAL_TLS_SERVER_CA_CERT_PATH"] = tls.AuthorityFile;
        terminal.Environment["TEMPORAL_TLS_CLIENT_CERT_PATH"] = tls.CertificateFile;
        terminal.Environment["TEMPORAL_TLS_CLIENT_KEY_PATH"] = tls.KeyFile;
        terminal.Environment["TEMPORAL_TLS_SERVER_NAME"] = "temporal.test";
        Assert.Equal(0, await terminal.RunAsync("list"));
    }

    [Fact]
    public async Task A_server_whose_certificate_does_not_bear_its_name_is_refused_in_words()
    {
        await using var tls = new TlsProxy(server.Address, folder);
        using var terminal = new Terminal(tls.Address);
        Assert.Equal(7, await terminal.RunAsync(
            "list", "--tls-ca", tls.AuthorityFile, "--tls-cert", tls.CertificateFile, "--tls-key", tls.KeyFile, "--tls-server-name", "somebody.else"));
        Assert.Contains(tls.Address, terminal.Error, StringComparison.Ordinal);
    }
}
