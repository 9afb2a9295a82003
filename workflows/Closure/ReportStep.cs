using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>How the run ended, which its workflow alone knows. What it found is in its journal.</summary>
public sealed record ReportStep
{
    /// <summary>The run's key.</summary>
    public required string Run { get; init; }

    public required RunEnd End { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Why it was aborted, or what failed for good; absent for the other ends.</summary>
    public string? Detail { get; init; }

    /// <summary>Every stop for somebody to look.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];
}
