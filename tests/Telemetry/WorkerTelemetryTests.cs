using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Cli;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Worker.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Telemetry;

[Collection(nameof(DevServer))]
public sealed class WorkerTelemetryTests(DevServer server)
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

        // Nothing began the trace, so that nothing may claim to be below it.
        Assert.All(mine, s => Assert.Equal(default, s.ParentSpanId));
    }

    [Fact]
    public async Task Times_every_attempt_and_counts_what_a_teardown_step_left()
    {
        server.Require();
        List<Metric> metrics = [];
        using (var provider = TelemetrySetup.Metrics(Sdk.CreateMeterProviderBuilder()).AddInMemoryExporter(metrics).Build())
        {
            await RunAsync("measured");
            provider.ForceFlush();
        }

        Assert.Contains(("state", "failed"), Tags(metrics, "dryrun.teardown.objects"));
        Assert.Contains(("activity", "test.gate"), Tags(metrics, "dryrun.step.duration"));
        Assert.Contains(("outcome", "failed"), Tags(metrics, "dryrun.step.duration"));
        Assert.DoesNotContain(metrics.SelectMany(m => Tags(metrics, m.Name)), t => t.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gate_is_counted_as_it_is_answered_although_no_report_is_written()
    {
        server.Require();
        List<Metric> metrics = [];
        using (var provider = TelemetrySetup.Metrics(Sdk.CreateMeterProviderBuilder()).AddInMemoryExporter(metrics).Build())
        {
            await RunAsync("unreported");
            provider.ForceFlush();
        }

        Assert.Contains(("gate", "G-05"), Tags(metrics, "dryrun.gates"));
        Assert.Contains(("state", "red"), Tags(metrics, "dryrun.gates"));
        Assert.Empty(Tags(metrics, "dryrun.runs"));
    }

    [Theory]
    [InlineData(null, null, "", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", null, "TRACES", "METRICS")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", null, "", "METRICS")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", null, "TRACES", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_EXPORTER=none", "", "METRICS")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SDK_DISABLED=true", "", "")]
    public void Is_on_only_where_the_standard_variables_name_a_receiver(string? set, string? other, params string[] wanted)
    {
        string? Variable(string name) => name == set ? "http://collector:4317" : other?.Split('=') is [var key, var value] && key == name ? value : null;
        Assert.Equal(wanted.Where(w => w.Length > 0), new[] { "TRACES", "METRICS" }.Where(signal => new OtlpEndpoint(Variable, signal).IsWanted));
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("s3cret")]
    [InlineData("ftp://user:s3cret@collector")]
    public void Refuses_an_address_that_is_none_without_repeating_it(string address)
    {
        var fault = Assert.Throws<OperatorError>(new OtlpEndpoint(v => v == "OTEL_EXPORTER_OTLP_ENDPOINT" ? address : null, "TRACES").Require);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https URL", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

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
