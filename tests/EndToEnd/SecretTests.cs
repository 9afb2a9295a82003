using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Codec;
using DotIuCutter.Temporal.Tests.Telemetry;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>
/// One real run with a secret in every place one can be, and everything that stays of it: nowhere is any of them, in no form. A search that
/// finds nothing proves nothing, so in every place something planted is found by the same search, and each form of it too.
/// </summary>
[Trait("needs", "docker")]
public sealed class SecretTests(TestWorld world)
{
    /// <summary>With a codec, what Temporal holds is looked at twice: as it is there, and decoded, since cipher text would hide a leak.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task No_secret_is_anywhere_in_what_a_run_leaves_in_any_form(bool cluster, bool encoded)
    {
        await world.ReadyAsync();
        using var folder = new TemporaryFolder();
        using var codecKeys = new KeyFile("key-1");
        var marker = $"planted{Guid.NewGuid():N}"[..24];
        var (retainKey, named) = (RandomNumberGenerator.GetBytes(32), $"n4med/\"{Guid.NewGuid():N}+{{}}");
        folder.WritePrivate("keys/retain", retainKey);
        folder.WritePrivate("secrets/reader", Encoding.ASCII.GetBytes($"{named}\n"));
        var retained = Directory.CreateDirectory($"{folder.Path}/retained").FullName;

        await using var temporal = await TemporalAsync(cluster, folder.Path);
        var address = temporal.Client.Connection.Options.TargetHost ?? throw new InvalidOperationException("The server has no address.");
        var codec = new PayloadEncryption(encoded ? codecKeys.Keys : CodecKeys.None);
        var client = await TemporalClient.ConnectAsync(new TemporalClientConnectOptions(address) { DataConverter = encoded ? DryRunConverter.Encoded(codec) : DryRunConverter.Instance });
        await using var otlp = new OtlpReceiver();
        var variables = new Dictionary<string, string>(ExportingWorker.Variables(otlp), StringComparer.Ordinal)
        {
            ["DRYRUN_KEYS"] = $"{folder.Path}/keys",
            ["DRYRUN_SECRETS"] = $"{folder.Path}/secrets",
        };
        if (encoded)
        {
            variables[HostVariables.CodecKey] = codecKeys.Path;
        }

        using var events = Shell.Start("docker", ["events", "--format", "{{json .}}"], null);
        var heard = events.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await using var run = await RealRun.WithWorkerAsync(client, world, Plan(marker, retained), with: variables);
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await RealRun.UntilRunsAsync(run.Plan.Objects.HarnessContainer);

        // Into both histories, since the run passes it on to its teardown, which has nothing of this name to answer for.
        await run.Handle.SignalAsync("acknowledge", [new AcknowledgeRequest { Residual = marker, Reason = run.Plan.Description! }]);
        var logs = await LogsAsync(run, marker);
        var password = (await File.ReadAllTextAsync(run.Paths.DrPassword, TestContext.Current.CancellationToken)).Trim();
        var inspected = await Shell.RunAsync("docker", "inspect", run.Plan.Objects.DrContainer, run.Plan.Objects.HarnessContainer, run.Plan.Objects.Network, run.Plan.Objects.Volume);
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, $"{summary.Reason} {string.Join("; ", summary.Findings)}");
        await otlp.UntilAsync(r => r.Spans.Any(s => s.Name == "CompleteWorkflow:DryRun") && r.Points.Any(p => p.Metric == "dryrun.runs"), "the run's end");
        var status = await run.DryRunAsync("status", run.Id);
        var history = await run.Handle.FetchHistoryAsync();
        var teardown = await run.Guard.FetchHistoryAsync();
        var log = await WorkerLogAsync(run, marker);
        events.Kill();
        await temporal.KillAsync();
        var pages = await temporal.PagesAsync();

        var evidence = Directory.EnumerateFiles($"{run.Options["DRYRUN_EVIDENCE"]}/{summary.RunKey}", "*", SearchOption.AllDirectories).ToList();
        Assert.True(evidence.Count > 8, string.Join(", ", evidence));
        var disguised = encoded ? [] : Disguises.Of(Encoding.ASCII.GetBytes(marker)).Where(f => !f.Form.StartsWith("UTF-16", StringComparison.Ordinal)).Select(f => Encoding.ASCII.GetString(f.Bytes)).ToArray();
        Sink[] sinks =
        [
            Of("the run's history", [.. history.Events.SelectMany(e => e.ToByteArray())], [marker, .. disguised]),
            Of("the teardown's history", [.. teardown.Events.SelectMany(e => e.ToByteArray())], [marker, .. disguised]),
            Of("the run's history, decoded", [.. history.Events.SelectMany(e => Sink.Decoded(e, codec))], [marker, run.Plan.Description!]),
            Of("the teardown's history, decoded", [.. teardown.Events.SelectMany(e => Sink.Decoded(e, codec))], [marker, run.Plan.Description!]),
            .. pages.Select(p => Of($"Temporal's {p.Name}", p.Bytes, [marker])),
            Sink.Of("docker inspect", inspected, marker),
            Sink.Of("docker events", await heard, marker),
            Sink.Of("container logs", logs, marker, "logging collector"),
            Of("OTLP", [.. otlp.Received.SelectMany(r => r.Body)], [marker, "dryrun.runs"]),
            Sink.Of("the worker's log", log, marker),
            Sink.Of("dryrun status", status.Output + status.Error, marker),
            .. evidence.Select(f => Of(Path.GetFileName(f), File.ReadAllBytes(f), PlantedIn(Path.GetFileName(f), marker, run.Plan.Description!))),
            .. Directory.EnumerateFiles(retained).Select(f => Of("the retained dump", File.ReadAllBytes(f), ["DRYDUMP2"])),
        ];
        Assert.Contains(sinks, s => s.Name == "the retained dump");

        // The positive controls: what was planted is there, and what would be there is found.
        Assert.All(sinks, sink => Assert.All(sink.Planted, planted => Assert.True(sink.Holds(Encoding.UTF8.GetBytes(planted)), $"nothing is to be found in {sink.Name}: '{planted}' is not")));
        var secrets = new Dictionary<string, byte[]>
        {
            ["production's password"] = Encoding.ASCII.GetBytes(TestWorld.Canary),
            ["the DR's password"] = Encoding.ASCII.GetBytes(password),
            ["the retained dump's key"] = retainKey,
            ["a named secret"] = Encoding.ASCII.GetBytes(named),
            ["the codec's key"] = Convert.FromBase64String(codecKeys.Lines[0].Split(' ')[1]),
        };
        foreach (var (name, secret) in secrets)
        {
            foreach (var (form, bytes) in Disguises.Of(secret))
            {
                Assert.All(sinks, sink => Assert.True(sink.With(bytes).Holds(bytes), $"{name} as {form} would not be found in {sink.Name}"));
                Assert.All(sinks, sink => Assert.False(sink.Holds(bytes), $"{name} is in {sink.Name} as {form}"));
            }
        }
    }

    /// <summary>A dev server on SQLite, or a cluster on PostgreSQL.</summary>
    private async Task<OwnTemporal> TemporalAsync(bool cluster, string folder)
    {
        if (!cluster)
        {
            return await KilledTemporal.StartAsync($"{folder}/temporal.db");
        }

        if (Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("TEMPORAL_SERVER") is { Length: > 0 }, "needs temporal-server: set TEMPORAL_SERVER and TEMPORAL_SQL_TOOL, as eng/test does");
        }

        var settings = new ClusterSettings(0);
        return await ClusterTemporal.StartAsync(await world.DatabaseOfTemporalAsync(settings), $"{folder}/cluster", settings);
    }

    private static string[] PlantedIn(string file, string marker, string description) => file switch
    {
        "manifest.json" or "plan.json" => [marker, description],
        "journal.ndjson" or "report.json" or "report.md" or "report.html" => [marker],
        _ => [],
    };

    private static Sink Of(string name, byte[] bytes, IReadOnlyList<string> planted) => new(name, bytes, planted);

    /// <summary>Named for the marker, so that every object and id is, and with every form of it in words of its own.</summary>
    private Plan Plan(string marker, string retained)
    {
        var plan = world.Plan(marker, ("slow", TestWorld.OneRow));
        return plan with
        {
            Description = string.Join(' ', Disguises.Of(Encoding.ASCII.GetBytes(marker)).Where(f => !f.Form.StartsWith("UTF-16", StringComparison.Ordinal)).Select(f => Encoding.ASCII.GetString(f.Bytes))),
            RetainDump = new RetainDump { Key = "retain", Directory = retained },
            Scenarios = [plan.Scenarios[0] with { Harness = new HarnessCommand { Command = ["python3", "scenario.py", "tells", marker] } }],
        };
    }

    /// <summary>Of both containers, once the harness has said what it was told to.</summary>
    private static async Task<string> LogsAsync(RealRun run, string marker)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; ; tries++)
        {
            var (_, output, error) = await Shell.TryAsync("docker", "logs", run.Plan.Objects.HarnessContainer);
            if ((output + error).Contains(marker, StringComparison.Ordinal))
            {
                var dr = await Shell.TryAsync("docker", "logs", run.Plan.Objects.DrContainer);
                return output + error + dr.Output + dr.Error;
            }

            Assert.True(tries < 200, $"the harness never said what it was told to: {output}{error}");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>A clean run leaves the log empty, so the worker is given something to say: a manifest that cannot be read.</summary>
    private static async Task<string> WorkerLogAsync(RealRun run, string marker)
    {
        var broken = Directory.CreateDirectory($"{run.Options["DRYRUN_EVIDENCE"]}/{marker}-000000000000").FullName;
        await File.WriteAllTextAsync($"{broken}/manifest.json", "{}");
        var (code, output, error) = await run.DryRunAsync("supervise", "--once");
        Assert.True(code == 7, output + error);
        Directory.Delete(broken, recursive: true);
        return await run.Workers[0].StopAsync();
    }
}
