using System.Globalization;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One row of <c>dryrun list</c>.</summary>
internal sealed record RunRow
{
    public required string WorkflowId { get; init; }

    public required string Type { get; init; }

    /// <summary>Temporal's state of the workflow, such as <c>running</c>.</summary>
    public required string State { get; init; }

    public string? Phase { get; init; }

    public string? Verdict { get; init; }

    public string? Plan { get; init; }

    /// <summary>The name of the evidence folder; absent when the run had none yet, or did not answer.</summary>
    public string? RunKey { get; init; }

    public string? TaskQueue { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Why an open workflow does not go on; absent where it does.</summary>
    public string? Problem { get; init; }

    public static IEnumerable<string> Lines(IReadOnlyList<RunRow> rows) => rows.Count == 0
        ? ["There are no runs here. Start one with `dryrun run PLAN`."]
        : [.. Table.Render(["STARTED (UTC)", "WORKFLOW", "RUN", "QUEUE", "TYPE", "STATE", "PHASE", "VERDICT"], rows.Select(r => new[]
        {
            r.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), r.WorkflowId, r.RunKey ?? "-", r.TaskQueue ?? "-",
            r.Type, r.State, r.Phase ?? "-", r.Verdict ?? "-",
        })), .. rows.Where(r => r.Problem is not null).Select(r => $"{r.WorkflowId} stands still: {r.Problem}. `dryrun doctor` says what to do.")];
}
