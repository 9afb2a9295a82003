using System.Globalization;

namespace DotIuCutter.Temporal.Worker.Writing;

/// <summary>One line of <c>dryrun list</c>.</summary>
internal sealed record RunRow(string WorkflowId, string Type, string State, string? Phase, string? Verdict, string? Plan, DateTimeOffset StartedAt)
{
    public static IEnumerable<string> Table(IReadOnlyList<RunRow> rows)
    {
        if (rows.Count == 0)
        {
            return ["No run is known here. Start one with `dryrun run PLAN`."];
        }

        IReadOnlyList<string[]> cells =
        [
            ["STARTED (UTC)", "WORKFLOW", "TYPE", "STATE", "PHASE", "VERDICT"],
            .. rows.Select(r => new[]
            {
                r.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), r.WorkflowId, r.Type, r.State, r.Phase ?? "-", r.Verdict ?? "-",
            }),
        ];
        var widths = Enumerable.Range(0, cells[0].Length).Select(i => cells.Max(c => c[i].Length)).ToList();
        return cells.Select(c => string.Join("  ", c.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
