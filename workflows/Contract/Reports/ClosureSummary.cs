using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>What <c>DryRun</c> returns, and the detail of its failures: enough to act on without the report.</summary>
public sealed record ClosureSummary
{
    public required string Plan { get; init; }

    /// <summary>Plan and the nonce's first 12 digits: the name of the evidence folder.</summary>
    public required string RunKey { get; init; }

    public required RunEnd End { get; init; }

    public required Verdicts Verdicts { get; init; }

    /// <summary>True iff the net-zero assertion (rollback-plan.txt, section 5) holds in every part.</summary>
    public required bool CleanlyClosed { get; init; }

    /// <summary>The exit code of <c>dryrun run</c>.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it ended as it did, in one sentence; absent when every scenario passed.</summary>
    public string? Reason { get; init; }

    /// <summary>What was left, acknowledged ones included.</summary>
    public IReadOnlyList<Residual> Residuals { get; init; } = [];

    /// <summary>Every gate that is not green.</summary>
    public IReadOnlyList<GateResult> Findings { get; init; } = [];

    /// <summary>Absolute path of the evidence folder on the worker's host.</summary>
    public string? EvidenceDirectory { get; init; }
}
