using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DotIuCutter.Temporal.Workflows;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A Temporal server of a test's own, with its state in a file, to be killed.</summary>
internal sealed class KilledTemporal : IAsyncDisposable
{
    private readonly string file;
    private readonly int port;
    private Process process;

    private KilledTemporal(string file, int port, ITemporalClient client)
    {
        (this.file, this.port, Client) = (file, port, client);
        process = Launch();
    }

    public ITemporalClient Client { get; }

    public static async Task<KilledTemporal> StartAsync(string file)
    {
        var port = FreePort();
        var client = TemporalClient.CreateLazy(new TemporalClientConnectOptions($"127.0.0.1:{port}") { DataConverter = DryRunConverter.Instance });
        var server = new KilledTemporal(file, port, client);
        await server.UntilItAnswersAsync();
        return server;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task StartAgainAsync()
    {
        process.Dispose();
        process = Launch();
        await UntilItAnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private Process Launch()
    {
        var launched = Shell.Start(
            TemporalServer.Cli ?? throw new InvalidOperationException("needs the Temporal CLI: set TEMPORAL_CLI"),
            [
                "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", $"{port}", "--db-filename", file, "--log-level", "error",
                "--dynamic-config-value", "history.transferProcessorMaxPollRPS=2000",
                "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
                "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1",
                "--dynamic-config-value", "system.forceSearchAttributesCacheRefreshOnRead=true",
            ],
            null);
        launched.OutputDataReceived += (_, _) => { };
        launched.ErrorDataReceived += (_, _) => { };
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private async Task UntilItAnswersAsync()
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; !await AnswersAsync(); tries++)
        {
            Assert.True(tries < 600 && !process.HasExited, "the Temporal server did not come up");
            await poll.WaitForNextTickAsync();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Client.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "default" }, new RpcOptions { Retry = false, Timeout = TimeSpan.FromSeconds(2) });
            return true;
        }
        catch (Exception fault) when (fault is Temporalio.Exceptions.RpcException or InvalidOperationException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
