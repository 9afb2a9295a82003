namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Names dashboards rely on; they are listed in docs/cli.md.</summary>
internal static class TelemetryNames
{
    /// <summary>The meter, and the source of the spans of runs and activities.</summary>
    public const string Product = "DotIuCutter.Temporal";

    /// <summary>The source of the spans of Docker calls.</summary>
    public const string Docker = "DotIuCutter.Temporal.Docker";

    public const string Npgsql = "Npgsql";
}
