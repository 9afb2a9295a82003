using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Proxies;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>An older server is named with what it lacks; one that is too old starts nothing.</summary>
[Collection(nameof(DevServer))]
public sealed class ServerVersionTests : IDisposable
{
    private readonly DevServer server;
    private readonly Scratch scratch = new();

    public ServerVersionTests(DevServer server)
    {
        server.Require();
        this.server = server;
    }

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("1.32.0", true, true, 0)]
    [InlineData("1.30.0-148.4", true, true, 0)]
    [InlineData("1.29.7", true, true, 1)]
    [InlineData("1.29.6", true, true, 2)]
    [InlineData("1.29.1", true, false, 1)]
    [InlineData("1.29.0", true, false, 1)]
    [InlineData("1.28.9", false, false, 1)]
    [InlineData("2.0.0", true, true, 0)]
    [InlineData("unknown", true, true, 0)]
    public void Each_thing_that_a_version_lacks_is_one_sentence(string version, bool supported, bool authorizes, int lacks)
    {
        Assert.Equal(supported, new ServerVersion(version).IsSupported);
        Assert.Equal(lacks, new ServerVersion(version).Lacks(authorizes).Count());
    }

    [Fact]
    public async Task Doctor_names_the_version_and_warns_of_what_an_older_one_lacks()
    {
        await using var older = await TellingAsync("1.29.1");
        using var terminal = new Terminal(older.Address);
        await terminal.RunAsync("doctor", "--client");
        Assert.Contains(terminal.Lines, l => l.StartsWith("ok ", StringComparison.Ordinal) && l.EndsWith("server 1.29.1", StringComparison.Ordinal));
        Assert.Equal(["WARNING  Temporal server 1.29.1 does not report workflow tasks that keep failing, 1.30.0 does: `dryrun list` and `dryrun doctor` go by the attempt alone."], Warnings(terminal));
    }

    [Fact]
    public async Task Doctor_warns_who_shows_a_certificate_to_a_server_that_does_not_check_every_namespace()
    {
        await using var older = await TellingAsync("1.29.6");
        await using var tls = new TlsProxy(older.Address, scratch.Root);
        using var terminal = new Terminal(tls.Address);
        await terminal.RunAsync("doctor", "--client", "--tls-ca", tls.AuthorityFile, "--tls-cert", tls.CertificateFile, "--tls-key", tls.KeyFile, "--tls-server-name", "temporal.test");
        Assert.Contains("WARNING  Temporal server 1.29.6 lets a writer of one namespace command the workflows of another. Upgrade it to 1.29.7 or later.", Warnings(terminal));
    }

    [Fact]
    public async Task Doctor_warns_of_nothing_on_the_current_server()
    {
        using var terminal = new Terminal(server.Address);
        await terminal.RunAsync("doctor", "--client");
        Assert.Empty(Warnings(terminal));
    }

    [Fact]
    public async Task Nothing_is_started_on_a_server_that_is_too_old()
    {
        await using var older = await TellingAsync("1.28.4");
        using var terminal = new Terminal(older.Address);
        Assert.Equal(7, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-on-1-28"));
        Assert.Contains($"Temporal at {older.Address} is server 1.28.4, and a dry run needs 1.29 or later. Upgrade the server, then try again; nothing was started.", terminal.Error, StringComparison.Ordinal);
        var absent = await Assert.ThrowsAsync<RpcException>(() => server.Client.GetWorkflowHandle("dryrun-on-1-28").DescribeAsync());
        Assert.Equal(RpcException.StatusCode.NotFound, absent.Code);

        Assert.Equal(3, await terminal.RunAsync("doctor", "--client"));
        Assert.Contains(terminal.Lines, l => l.StartsWith($"MISSING  Temporal at {older.Address} is server 1.28.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_worker_starts_on_a_server_that_is_too_old()
    {
        await using var older = await TellingAsync("1.28.4");
        using var terminal = new Terminal(older.Address, $"too-old-{Guid.NewGuid():N}");
        foreach (var (name, value) in new[] { ("DRYRUN_PLANS", scratch.Host.Plans), ("DRYRUN_WORK_ROOT", scratch.Host.WorkRoot), ("DRYRUN_EVIDENCE", scratch.Host.Evidence) })
        {
            terminal.Environment[name] = value;
        }

        Assert.Equal(7, await terminal.RunAsync("worker"));
        Assert.Contains($"The worker cannot start: Temporal at {older.Address} is server 1.28.4, and a dry run needs 1.29 or later.", terminal.Error, StringComparison.Ordinal);
    }

    private static string[] Warnings(Terminal terminal) => [.. terminal.Lines.Where(l => l.StartsWith("WARNING", StringComparison.Ordinal))];

    private async Task<OtherVersionProxy> TellingAsync(string version)
    {
        var real = (await server.Client.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest())).ServerVersion;
        return new OtherVersionProxy(server.Address, real, version);
    }
}
