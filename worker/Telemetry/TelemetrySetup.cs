using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Sets up OpenTelemetry when the standard variables name a receiver.</summary>
internal static class TelemetrySetup
{
    public static void AddTo(IHostApplicationBuilder builder, Func<string, string?> variable)
    {
        var (traces, metrics) = (new OtlpEndpoint(variable, "TRACES"), new OtlpEndpoint(variable, "METRICS"));
        if (!traces.IsWanted && !metrics.IsWanted)
        {
            return;
        }

        builder.Configuration.Add(new EnvironmentConfiguration(variable));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService(variable("OTEL_SERVICE_NAME") ?? "dryrun-worker"));
        if (traces.IsWanted)
        {
            traces.Require();
            telemetry.WithTracing(t => Tracing(t).AddOtlpExporter(traces.Apply));
        }

        if (metrics.IsWanted)
        {
            metrics.Require();
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddHostedService<ParkedTeardownGauge>();
            telemetry.WithMetrics(m => Metrics(m).AddOtlpExporter(metrics.Apply));
        }
    }

    /// <summary>The processor comes before every exporter, so that it decides what they see.</summary>
    public static TracerProviderBuilder Tracing(TracerProviderBuilder builder) => builder
        .AddSource(TelemetryNames.Product, TelemetryNames.Docker, TelemetryNames.Npgsql)
        .AddNpgsql()
        .AddProcessor(new NpgsqlSpans());

    public static MeterProviderBuilder Metrics(MeterProviderBuilder builder) => builder.AddMeter(TelemetryNames.Product);
}
