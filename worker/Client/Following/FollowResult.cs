using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>How following came to its end.</summary>
internal sealed record FollowResult
{
    public required int ExitCode { get; init; }

    /// <summary>What became of it, in sentences.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Absent where the run ended without one.</summary>
    public ClosureSummary? Summary { get; init; }

    /// <summary>True when the workflow itself is still open.</summary>
    public bool GoesOn { get; init; }
}
