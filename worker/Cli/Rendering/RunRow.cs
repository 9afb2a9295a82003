using System.Globalization;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One line of <c>dryrun list</c>.</summary>
internal sealed record RunRow(string WorkflowId, string Type, string State, string? Phase, string? Verdict, string? Plan, DateTimeOffset StartedAt)
{
    public static IEnumerable<string> Lines(IReadOnlyList<RunRow> rows) => rows.Count == 0
        ? ["No run is known here. Start one with `dryrun run PLAN`."]
        : Table.Render(["STARTED (UTC)", "WORKFLOW", "TYPE", "STATE", "PHASE", "VERDICT"], rows.Select(r => new[]
        {
            r.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), r.WorkflowId, r.Type, r.State, r.Phase ?? "-", r.Verdict ?? "-",
        }));
}
