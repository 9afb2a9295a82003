using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Telemetry;

public sealed class NpgsqlSpansTests
{
    private const string Secret = "s3cret";

    [Fact]
    public void No_statement_parameter_message_or_event_leaves_with_a_span()
    {
        var span = Exported(npgsql =>
        {
            using var theirs = npgsql.StartActivity($"select '{Secret}'", ActivityKind.Client);
            theirs?.SetTag("db.query.text", Secret).SetTag("db.query.parameter.0", Secret).SetTag("db.of.a.later.npgsql", Secret).SetTag("db.namespace", Secret);
            theirs?.AddException(new InvalidOperationException($"22P02: invalid input syntax for type integer: \"{Secret}\""));
            theirs?.AddEvent(new ActivityEvent(Secret)).SetTag("db.response.status_code", "22P02").SetStatus(ActivityStatusCode.Error, Secret);
        });
        Assert.Equal(("postgresql", ActivityStatusCode.Error, null, "22P02"), (span.DisplayName, span.Status, span.StatusDescription, span.GetTagItem("db.response.status_code")));
        Assert.Empty(span.Events);
        Assert.DoesNotContain(Secret, $"{span.DisplayName}{span.OperationName}{string.Concat(span.TagObjects)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_is_no_SQLSTATE_stays_behind() => Assert.Null(Exported(npgsql =>
    {
        using var theirs = npgsql.StartActivity("connect");
        theirs?.SetTag("db.response.status_code", $"{Secret} at host").SetStatus(ActivityStatusCode.Error);
    }).GetTagItem("db.response.status_code"));

    [Fact]
    public void It_stands_in_the_place_and_time_of_theirs()
    {
        Activity? theirs = null;
        using var parent = new Activity("the activity").SetIdFormat(ActivityIdFormat.W3C);
        parent.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        parent.Start();
        var span = Exported(npgsql =>
        {
            theirs = npgsql.StartActivity("app", ActivityKind.Client);
            theirs?.SetTag("db.system.name", "postgresql").SetTag("db.npgsql.rows", 7);
            theirs?.Dispose();
        });
        Assert.Equal((parent.TraceId, parent.SpanId, ActivityKind.Client), (span.TraceId, span.ParentSpanId, span.Kind));
        Assert.Equal((theirs!.StartTimeUtc, theirs.Duration), (span.StartTimeUtc, span.Duration));
        Assert.Equal(("postgresql", 7), (span.GetTagItem("db.system.name"), span.GetTagItem("db.npgsql.rows")));
        Assert.Same(parent, Activity.Current);
    }

    /// <summary>The one span that leaves.</summary>
    private static Activity Exported(Action<ActivitySource> trace)
    {
        List<Activity> spans = [];
        var mine = ActivityTraceId.CreateRandom();
        using var npgsql = new ActivitySource("Npgsql");
        using (TelemetrySetup.Tracing(Sdk.CreateTracerProviderBuilder()).AddInMemoryExporter(spans).Build())
        {
            using var outer = Activity.Current is null ? new Activity("outer").SetParentId(mine, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start() : null;
            mine = Activity.Current!.TraceId;
            trace(npgsql);
        }

        return Assert.Single(spans.ToList(), s => s.TraceId == mine);
    }
}
