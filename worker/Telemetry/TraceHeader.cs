using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// Carries the trace from client to workflow to activity and child, under the key and in the shape of Temporal's own OpenTelemetry
/// extension, so that it can take over.
/// </summary>
internal static class TraceHeader
{
    private const string Key = "_tracer-data";

    /// <summary>Null when the headers carry none, or something that is not one.</summary>
    public static ActivityContext? Read(IReadOnlyDictionary<string, Payload>? headers)
    {
        if (headers is null || !headers.TryGetValue(Key, out var payload))
        {
            return null;
        }

        try
        {
            var data = DataConverter.Default.PayloadConverter.ToValue<Dictionary<string, string>>(payload);
            return data is not null && data.TryGetValue("traceparent", out var parent) && ActivityContext.TryParse(parent, null, true, out var context)
                ? context
                : null;
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    public static IDictionary<string, Payload> With(IDictionary<string, Payload>? headers, ActivityContext context)
    {
        var sampled = (context.TraceFlags & ActivityTraceFlags.Recorded) != 0 ? "01" : "00";
        var data = new Dictionary<string, string>(StringComparer.Ordinal) { ["traceparent"] = $"00-{context.TraceId}-{context.SpanId}-{sampled}" };
        return new Dictionary<string, Payload>(headers ?? new Dictionary<string, Payload>(), StringComparer.Ordinal)
        {
            [Key] = DataConverter.Default.PayloadConverter.ToPayload(data),
        };
    }

    /// <summary>
    /// The trace of a run nobody traced at its start (tctl, Web UI). Derived from its ids alone: a replay and every worker come to the same one.
    /// </summary>
    public static ActivityContext Derive(string workflowId, string runId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{workflowId}\n{runId}"));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(digest.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(digest.AsSpan(16, 8)), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
