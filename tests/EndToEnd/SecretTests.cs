using System.Text;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

[Trait("needs", "docker")]
public sealed class SecretTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task Neither_productions_password_nor_the_DRs_is_in_history_logs_evidence_or_inspect()
    {
        await world.ReadyAsync();
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan("secret", ("slow", TestWorld.OneRow)));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await RealRun.UntilRunsAsync(run.Plan.Objects.HarnessContainer);
        var password = (await File.ReadAllTextAsync($"{run.Plan.WorkDirectory.Secrets}/dr.password")).Trim();
        var inspected = await Shell.RunAsync("docker", "inspect", run.Plan.Objects.DrContainer, run.Plan.Objects.HarnessContainer, run.Plan.Objects.Network);
        var summary = await run.EndAsync();

        var sinks = new Dictionary<string, string>
        {
            ["inspect"] = inspected,
            ["history"] = (await run.Handle.FetchHistoryAsync()).ToJson(),
            ["teardown's history"] = (await run.Guard.FetchHistoryAsync()).ToJson(),
            ["worker's log"] = await run.Workers[0].StopAsync(),
        };
        foreach (var file in Directory.EnumerateFiles($"{run.Options["DRYRUN_EVIDENCE"]}/{summary.RunKey}", "*", SearchOption.AllDirectories))
        {
            sinks[file] = await File.ReadAllTextAsync(file);
        }

        Assert.True(sinks.Count > 8);
        foreach (var secret in new[] { password, TestWorld.Canary })
        {
            Assert.Contains(secret, $"positive control {secret}", StringComparison.Ordinal);
            Assert.All(sinks, sink => Assert.All(Forms(secret), form => Assert.DoesNotContain(form, sink.Value, StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Raw, hex, and the part of its Base64 that is the same at each of the three offsets.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return encoded[4..^4];
        }
    }
}
