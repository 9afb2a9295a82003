using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class TelemetryTests(DevServer server)
{
    [Fact]
    public async Task One_run_is_one_trace_from_client_to_activity_without_arguments_or_results()
    {
        server.Require();
        List<Activity> spans = [];
        using (TelemetrySetup.Tracing(Sdk.CreateTracerProviderBuilder()).AddInMemoryExporter(spans).Build())
        {
            await RunAsync("traced");
        }

        var mine = spans.ToList().Where(s => (string?)s.GetTagItem("temporalWorkflowID") == "traced").ToList();
        var trace = Assert.Single(mine.Select(s => s.TraceId).Distinct());
        Assert.Equal(mine.Single(s => s.DisplayName == "StartWorkflow:FakeSteps").TraceId, trace);
        Assert.Single(mine, s => s.DisplayName == "RunWorkflow:FakeSteps");
        Assert.Single(mine, s => s.DisplayName == "CompleteWorkflow:FakeSteps");
        var gate = Assert.Single(mine, s => s.DisplayName == "RunActivity:test.gate");
        Assert.Equal(1, gate.GetTagItem("temporalActivityAttempt"));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(mine, s => s.DisplayName == "RunActivity:test.step").Status);
        Assert.DoesNotContain(mine.SelectMany(s => s.TagObjects), t => t.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_run_nobody_traced_at_its_start_still_is_one_trace()
    {
        server.Require();
        List<Activity> spans = [];
        var plain = await TemporalClient.ConnectAsync(new TemporalClientConnectOptions(server.Address));
        using (TelemetrySetup.Tracing(Sdk.CreateTracerProviderBuilder()).AddInMemoryExporter(spans).Build())
        {
            await plain.ExecuteWorkflowAsync<int>("FakeSteps", [], new WorkflowOptions("untraced", DevServer.Queue));
        }

        var mine = spans.ToList().Where(s => (string?)s.GetTagItem("temporalWorkflowID") == "untraced").ToList();
        Assert.Equal(4, mine.Count);
        Assert.Single(mine.Select(s => s.TraceId).Distinct());
    }

    [Fact]
    public async Task Counts_gates_and_teardown_outcomes_and_times_every_step()
    {
        server.Require();
        List<Metric> metrics = [];
        using (var provider = TelemetrySetup.Metrics(Sdk.CreateMeterProviderBuilder()).AddInMemoryExporter(metrics).Build())
        {
            await RunAsync("measured");
            provider.ForceFlush();
        }

        Assert.Contains(("gate", "G-05"), Tags(metrics, "dryrun.gates"));
        Assert.Contains(("state", "red"), Tags(metrics, "dryrun.gates"));
        Assert.Contains(("state", "failed"), Tags(metrics, "dryrun.teardown.objects"));
        Assert.Contains(("activity", "test.gate"), Tags(metrics, "dryrun.step.duration"));
        Assert.Contains(("outcome", "failed"), Tags(metrics, "dryrun.step.duration"));
        Assert.DoesNotContain(metrics.SelectMany(m => Tags(metrics, m.Name)), t => t.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void No_statement_leaves_with_a_span()
    {
        List<Activity> spans = [];
        using var npgsql = new ActivitySource("Npgsql");
        using (TelemetrySetup.Tracing(Sdk.CreateTracerProviderBuilder()).AddInMemoryExporter(spans).Build())
        {
            using var span = npgsql.StartActivity("select 's3cret'");
            span?.SetTag("db.query.text", "select 's3cret'").SetTag("db.statement", "select 's3cret'").SetTag("db.query.parameter.0", "s3cret");
            span?.SetTag("mine", "yes").SetStatus(ActivityStatusCode.Error, "near 's3cret'");
        }

        var seen = Assert.Single(spans.ToList(), s => (string?)s.GetTagItem("mine") == "yes");
        Assert.DoesNotContain("s3cret", $"{seen.DisplayName}{seen.StatusDescription}{string.Concat(seen.TagObjects.Select(t => t.Value))}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", null, true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", null, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "true", false)]
    public void Is_on_only_where_the_standard_variables_name_a_receiver(string? set, string? disabled, bool wanted) =>
        Assert.Equal(wanted, TelemetrySetup.IsWanted(v => v == set ? "http://collector:4317" : v == "OTEL_SDK_DISABLED" ? disabled : null));

    private static List<(string Key, string Value)> Tags(List<Metric> metrics, string name)
    {
        List<(string, string)> tags = [];
        foreach (var metric in metrics.Where(m => m.Name == name))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var tag in point.Tags)
                {
                    tags.Add((tag.Key, tag.Value?.ToString() ?? ""));
                }
            }
        }

        return tags;
    }

    private async Task RunAsync(string id) =>
        Assert.Equal(1, await server.Client.ExecuteWorkflowAsync<int>("FakeSteps", [], new WorkflowOptions(id, DevServer.Queue)));
}
