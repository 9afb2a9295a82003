using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class ReconcileCommandTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"manifest-{Guid.NewGuid():N}.json");
    private readonly DevServer server;
    private readonly Terminal terminal;

    public ReconcileCommandTests(DevServer server)
    {
        server.Require();
        this.server = server;
        terminal = new Terminal(server.Address);
    }

    public void Dispose()
    {
        terminal.Dispose();
        File.Delete(file);
    }

    [Fact]
    public async Task Tears_down_from_the_manifest_file_alone()
    {
        Write("green", "dryrun-lost", new string('1', 32));
        Assert.Equal(0, await terminal.RunAsync("reconcile", file));
        Assert.Contains("nothing of the run was left", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joins_a_teardown_that_runs_and_ends_with_4_when_something_was_acknowledged()
    {
        Write("parked", "dryrun-lost-parked", new string('2', 32));
        Assert.Equal(4, await terminal.RunAsync("reconcile", file, "--leave-parked"));
        var again = terminal.RunAsync("reconcile", file);
        using var other = new Terminal(server.Address);
        Assert.Equal(0, await other.RunAsync("acknowledge", "dryrun-lost-parked", "dr-net", "--reason", "mine"));
        Assert.Equal(4, await again);
    }

    [Fact]
    public async Task Does_not_answer_for_another_runs_teardown_of_the_same_id()
    {
        Write("parked", "dryrun-lost-twice", new string('3', 32));
        Assert.Equal(4, await terminal.RunAsync("reconcile", file, "--leave-parked"));
        Write("parked", "dryrun-lost-twice", new string('4', 32));
        Assert.Equal(7, await terminal.RunAsync("reconcile", file));
        Assert.Contains("is open for run parked-333333333333, not for run parked-444444444444", terminal.Error, StringComparison.Ordinal);
        await server.Client.GetWorkflowHandle("dryrun-lost-twice-teardown").SignalAsync("retry", []);
    }

    private void Write(string plan, string workflowId, string nonce) => File.WriteAllText(file, JsonSerializer.Serialize(
        new ManifestFile
        {
            Manifest = ManifestDerivation.Derive(SamplePlan.Any(plan), new string('0', 64), workflowId, nonce, DateTimeOffset.UnixEpoch),
            Baseline = new Baseline
            {
                Engine = new EngineCapture { Id = "e", Version = "20.10.24", ApiVersion = "1.41", LiveRestore = false },
                Protected = [],
                Code = new CodeCapture { Repository = "/srv/code", Commit = new string('5', 40), Clean = true, Fingerprint = "f", UntrackedFingerprint = "u" },
                Production = new ProductionCapture { SystemIdentifier = "7500000000000000001", Version = "17.12", SizeBytes = 1 },
            },
        },
        Json.Indented));
}
