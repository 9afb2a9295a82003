using System.Diagnostics;
using OpenTelemetry;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// Takes statements and their parameters off Npgsql's spans before any exporter sees them: they may hold production's values.
/// The span's name is the statement where Npgsql finds nothing better, so it goes too.
/// </summary>
internal sealed class SqlTextProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != TelemetryNames.Npgsql)
        {
            return;
        }

        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (name is "db.query.text" or "db.statement" or "db.query.summary" or "db.connection_string"
                || name.StartsWith("db.query.parameter", StringComparison.Ordinal) || name.StartsWith("exception.", StringComparison.Ordinal))
            {
                data.SetTag(name, null);
            }
        }

        data.DisplayName = "postgresql";
        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }
}
