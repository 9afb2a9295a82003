using DotIuCutter.Temporal.Worker.Errors;
using OpenTelemetry.Exporter;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// The receiver of one signal (TRACES or METRICS), read from OpenTelemetry's variables. The exporter reads the general ones itself, but not those of
/// one signal, and falls back to localhost where it cannot read an address.
/// </summary>
internal sealed class OtlpEndpoint(Func<string, string?> variable, string signal)
{
    private const string General = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool IsWanted =>
        !string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && variable($"OTEL_{signal}_EXPORTER") is null or "otlp"
        && (variable(Own("ENDPOINT")) ?? variable(General)) is not null;

    /// <exception cref="OperatorError">The address is not an http or https URL.</exception>
    public void Require() => _ = Address(variable(Own("ENDPOINT")) is null ? General : Own("ENDPOINT"));

    public void Apply(OtlpExporterOptions options)
    {
        if (variable(Own("ENDPOINT")) is not null)
        {
            options.Endpoint = Address(Own("ENDPOINT"));
        }

        options.Headers = variable(Own("HEADERS")) ?? options.Headers;
        options.Protocol = variable(Own("PROTOCOL")) switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => options.Protocol,
        };
    }

    private string Own(string what) => $"OTEL_EXPORTER_OTLP_{signal}_{what}";

    /// <summary>The value stays out of the message, because it may hold a password.</summary>
    private Uri Address(string name) => Uri.TryCreate(variable(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new OperatorError($"{name} is not an http or https URL such as http://collector:4317. Correct or unset it, then start the worker again.");
}
