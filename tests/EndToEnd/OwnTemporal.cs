using System.Diagnostics;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A Temporal server of a test's own whose state outlives its process, to be killed and started again.</summary>
internal abstract class OwnTemporal : IAsyncDisposable
{
    private Process? process;
    private string? said;

    protected OwnTemporal(int port, TemporalPrograms programs)
    {
        Port = port;
        Programs = programs;
        Client = TemporalClient.CreateLazy(new TemporalClientConnectOptions($"127.0.0.1:{port}") { DataConverter = DryRunConverter.Instance });
    }

    public ITemporalClient Client { get; }

    /// <summary>Of the server that runs now.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server was not started.");

    /// <summary>Of the next start.</summary>
    public TemporalPrograms Programs { get; set; }

    protected int Port { get; }

    /// <summary>SIGTERM, as systemd and Docker stop it.</summary>
    public async Task StopAsync()
    {
        if (process is not null)
        {
            await Shell.RunAsync("kill", "-TERM", $"{process.Id}");
            await process.WaitForExitAsync();
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        process?.Dispose();
        process = Launch();
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; !await AnswersAsync(); tries++)
        {
            Assert.True(tries < 1200 && !process.HasExited, $"the Temporal server did not come up; its last words: {said}");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>All that it has on disk, once it has been killed: what it is, and the bytes of it.</summary>
    public abstract Task<IReadOnlyList<(string Name, byte[] Bytes)>> PagesAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
    }

    protected abstract Process Launch();

    /// <summary>True when it does what a run needs.</summary>
    protected virtual async Task<bool> AnswersAsync()
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

    private void Say(string? line) => said = line is { Length: > 0 } ? line[..Math.Min(line.Length, 400)] : said;
}
