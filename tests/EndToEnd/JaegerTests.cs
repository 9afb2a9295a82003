using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Telemetry;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A real run's trace, read back from a store that people use: one trace, and every span's parent is in it but that of a killed attempt.</summary>
[Trait("needs", "docker")]
[Trait("started", "all")]
public sealed class JaegerTests(TemporalServer server, TestWorld world)
{
    private static readonly string[] Sources = ["DotIuCutter.Temporal", "DotIuCutter.Temporal.Docker", "DotIuCutter.Temporal.Npgsql"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_run_is_one_trace_where_only_a_killed_attempt_leaves_orphans(bool killed)
    {
        await world.ReadyAsync();
        using var folder = new TemporaryFolder();
        await using var jaeger = await Jaeger.StartAsync(folder.Path);
        await using var run = await RealRun.WithWorkerAsync(server, world, world.Plan(killed ? "jaeger-killed" : "jaeger", ("slow", TestWorld.OneRow)), with: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = jaeger.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRICS_EXPORTER"] = "none",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        await run.StartAsync();
        if (killed)
        {
            await run.UntilInAsync("scenario.run");
            run.KillWorkers();
            await run.StartWorkerAsync();
        }

        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, summary.Reason);
        var spans = await jaeger.SpansAsync("CompleteWorkflow:DryRun", s => s.Any(x => x.Name == "CompleteWorkflow:DryRun"));
        Assert.Single(spans.Select(s => s.Trace).Distinct());
        var ids = spans.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var orphans = spans.Where(s => s.Parent is { } parent && !ids.Contains(parent)).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{spans.Count} spans, {orphans.Count} orphans");

        // A span is sent when it ends: a killed worker takes that of the attempt with it, and leaves what the attempt had caused.
        Assert.All(orphans, o => Assert.True(killed && o.Scope != Sources[0], o.ToString()));
        Assert.Superset(Sources.ToHashSet(), spans.Select(s => s.Scope).ToHashSet());
        foreach (var name in new[] { "RunWorkflow:DryRun", "RunWorkflow:Teardown", "CompleteWorkflow:Teardown", "RunActivity:scenario.run", "DELETE /containers/{id}" })
        {
            Assert.Contains(spans, s => s.Name == name);
        }
    }
}
