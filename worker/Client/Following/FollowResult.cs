using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>The result of following a run: the exit code, and what there is to say about it.</summary>
internal sealed record FollowResult
{
    public required int ExitCode { get; init; }

    /// <summary>What happened, in sentences.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Absent when the run ended without one.</summary>
    public ClosureSummary? Summary { get; init; }

    /// <summary>True when the workflow itself is still open.</summary>
    public bool GoesOn { get; init; }
}
