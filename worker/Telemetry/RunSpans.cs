using System.Diagnostics;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Begins the spans of runs: below the span that caused them, or as first spans of a derived trace, where no such span exists.</summary>
internal static class RunSpans
{
    [ThreadStatic]
    private static ActivityTraceId? derived;

    /// <summary>.NET lets a first span have a trace of our choice in this way only.</summary>
    static RunSpans() => Activity.TraceIdGenerator = () => derived ?? ActivityTraceId.CreateRandom();

    /// <summary>Absent where nobody listens.</summary>
    public static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        if (!TraceHeader.IsDerived(parent))
        {
            return TracingInterceptor.Source.StartActivity(name, kind, parent);
        }

        var around = Activity.Current;
        (Activity.Current, derived) = (null, parent.TraceId);
        try
        {
            var span = TracingInterceptor.Source.StartActivity(name, kind);
            Activity.Current = span ?? around;
            return span;
        }
        finally
        {
            derived = null;
        }
    }
}
