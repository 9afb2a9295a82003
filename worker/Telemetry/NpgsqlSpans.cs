using System.Diagnostics;
using OpenTelemetry;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// Replaces Npgsql's own spans by spans of ours before any exporter sees them. Npgsql's hold the statement, and an exception event with
/// PostgreSQL's message, which quotes values. Ours say when, how long and with which SQLSTATE.
/// </summary>
internal sealed class NpgsqlSpans : BaseProcessor<Activity>
{
    private const string NpgsqlSource = "Npgsql";

    private static readonly ActivitySource Source = new(TelemetryNames.Npgsql);

    /// <summary>Tags whose values are of closed sets. Tags that a later Npgsql adds are left out.</summary>
    private static readonly string[] Kept = ["db.system.name", "db.npgsql.prepared", "db.npgsql.rows"];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != NpgsqlSource)
        {
            return;
        }

        var parent = new ActivityContext(data.TraceId, data.ParentSpanId == default ? data.SpanId : data.ParentSpanId, data.ActivityTraceFlags);
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        using var span = Source.StartActivity(data.Kind, parent, startTime: data.StartTimeUtc, name: "postgresql");
        foreach (var (name, value) in data.TagObjects.Where(t => Kept.Contains(t.Key)))
        {
            span?.SetTag(name, value);
        }

        if (data.Status == ActivityStatusCode.Error)
        {
            var state = data.GetTagItem("db.response.status_code") as string;
            span?.SetTag("db.response.status_code", IsSqlState(state) ? state : null);
            span?.SetStatus(ActivityStatusCode.Error);
        }

        span?.SetEndTime(data.StartTimeUtc + data.Duration);
    }

    private static bool IsSqlState(string? text) => text is { Length: 5 } && text.All(char.IsAsciiLetterOrDigit);
}
