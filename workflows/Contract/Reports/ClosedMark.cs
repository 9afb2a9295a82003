using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>
/// Content of closed.json: nothing of this run is open any more. Teardown writes it as its last act, for people; that the run is closed
/// stands in its journal.
/// </summary>
public sealed record ClosedMark
{
    /// <summary>Version of this file's shape.</summary>
    public int Version { get; init; } = 1;

    public required RunRef Run { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Clean, or with residuals that the operator acknowledged.</summary>
    public required TeardownVerdict Teardown { get; init; }

    public required TeardownOutcome Outcome { get; init; }

    public static ClosedMark From(RunRef run, TeardownOutcome outcome, DateTimeOffset closedAt) => new()
    {
        Run = run,
        ClosedAt = closedAt,
        Teardown = outcome.Acknowledged.Count == 0 ? TeardownVerdict.Clean : TeardownVerdict.Residuals,
        Outcome = outcome,
    };
}
