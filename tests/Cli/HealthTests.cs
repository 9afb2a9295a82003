using System.Net;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Host;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>A real `dryrun worker`, asked whether it is well.</summary>
[Trait("needs", "docker")]
public sealed class HealthTests(TemporalServer server) : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly int port = FreePort.Any();
    private readonly HttpClient http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_worker_that_can_take_a_run_is_live_and_ready()
    {
        await using var worker = await WorkerProcess.StartAsync(Options(server.Address), $"health-{Guid.NewGuid():N}");
        Assert.Equal((HttpStatusCode.OK, "live\n"), await GetAsync("live"));
        var (status, text) = await GetAsync("ready");
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Contains($"ok       Temporal at {server.Address}: answers", text, StringComparison.Ordinal);
        Assert.Contains("API 1.", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("metrics")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync(new Uri($"http://127.0.0.1:{port}/live"), null, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_worker_whose_engine_went_away_is_live_and_not_ready()
    {
        var options = Options(server.Address);
        options["DRYRUN_DOCKER"] = $"unix://{scratch.At("no.sock")}";
        await using var worker = await WorkerProcess.StartAsync(options, $"health-{Guid.NewGuid():N}");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("live")).Status);
        var (status, text) = await GetAsync("ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("MISSING  Docker engine", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_waits_for_Temporal_is_live_and_says_so()
    {
        var absent = $"127.0.0.1:{FreePort.Any()}";
        using var process = Shell.Start(WorkerProcess.Executable, ["worker"], Options(absent));
        try
        {
            await process.StandardOutput.ReadLineAsync(Cancel); // Waiting: Temporal at …
            Assert.Equal(HttpStatusCode.OK, (await GetAsync("live")).Status);
            var (status, text) = await GetAsync("ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains($"MISSING  Temporal at {absent}", text, StringComparison.Ordinal);
            Assert.Contains("MISSING  Worker: still starting, it waits for Temporal", text, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }
    }

    [Theory]
    [InlineData("8081")]
    [InlineData("localhost:8081")]
    [InlineData("127.0.0.1")]
    public async Task What_is_no_address_and_port_is_refused(string at)
    {
        using var terminal = new Terminal("127.0.0.1:1");
        foreach (var (name, value) in Options("127.0.0.1:1"))
        {
            terminal.Environment[name] = value;
        }

        Assert.Equal(2, await terminal.RunAsync("worker", "--health", at));
        Assert.Contains("such as 127.0.0.1:8081", terminal.Error, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private Dictionary<string, string> Options(string temporal) => new()
    {
        ["TEMPORAL_ADDRESS"] = temporal,
        ["DRYRUN_PLANS"] = scratch.Host.Plans,
        ["DRYRUN_WORK_ROOT"] = scratch.Host.WorkRoot,
        ["DRYRUN_EVIDENCE"] = scratch.Host.Evidence,
        ["DRYRUN_HEALTH"] = $"127.0.0.1:{port}",
    };
}
