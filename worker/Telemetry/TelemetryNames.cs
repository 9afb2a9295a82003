using DotIuCutter.Temporal.Activities;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>The names that dashboards rely on. docs/telemetry.md lists them.</summary>
internal static class TelemetryNames
{
    /// <summary>The meter, and the source of the spans of runs and activities.</summary>
    public const string Product = "DotIuCutter.Temporal";

    /// <summary>The source of the spans of Docker calls.</summary>
    public const string Docker = DryRunActivities.DockerSpans;

    /// <summary>The source of the spans that stand for Npgsql's own.</summary>
    public const string Npgsql = "DotIuCutter.Temporal.Npgsql";
}
