using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>OpenTelemetry, only where the standard variables name a receiver.</summary>
internal static class TelemetrySetup
{
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static bool IsWanted(Func<string, string?> variable) =>
        !string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase) && Endpoints.Any(e => variable(e) is not null);

    public static void AddTo(IServiceCollection services, Func<string, string?> variable)
    {
        if (!IsWanted(variable))
        {
            return;
        }

        services.AddSingleton(TimeProvider.System);
        services.AddHostedService<ParkedTeardowns>();
        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(variable("OTEL_SERVICE_NAME") ?? "dryrun-worker"))
            .WithTracing(t => Tracing(t).AddOtlpExporter())
            .WithMetrics(m => Metrics(m).AddOtlpExporter());
    }

    /// <summary>The processor stands before every exporter added after it.</summary>
    public static TracerProviderBuilder Tracing(TracerProviderBuilder builder) => builder
        .AddSource(TelemetryNames.Product, TelemetryNames.Docker)
        .AddNpgsql()
        .AddProcessor(new SqlTextProcessor());

    public static MeterProviderBuilder Metrics(MeterProviderBuilder builder) => builder.AddMeter(TelemetryNames.Product);
}
