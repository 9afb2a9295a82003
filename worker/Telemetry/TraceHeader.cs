using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// Carries the trace from client to workflow to activity and child. It uses the key and the shape of Temporal's own OpenTelemetry
/// extension, so that the extension can replace it.
/// </summary>
internal static class TraceHeader
{
    private const string Key = "_tracer-data";

    /// <summary>Returns null when the headers carry no valid trace.</summary>
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
    /// Derives the trace of a run that was not traced at its start (dryrun, tctl, Web UI) from its ids, so that a replay and every worker get the same.
    /// Its span does not exist, since nothing was there to begin it. It is the beginning of the trace's id, so that <see cref="IsDerived"/> can tell.
    /// </summary>
    public static ActivityContext Derive(string workflowId, string runId)
    {
        var trace = ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"{workflowId}\n{runId}")).AsSpan(0, 16));
        return new ActivityContext(trace, SpanOf(trace), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>True for a context that names a trace and no span of it.</summary>
    public static bool IsDerived(ActivityContext context) => context.SpanId == SpanOf(context.TraceId);

    private static ActivitySpanId SpanOf(ActivityTraceId trace) => ActivitySpanId.CreateFromString(trace.ToHexString().AsSpan(0, 16));
}
