using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Contract.Notices;

/// <summary>One thing to tell people of a run; <c>data</c> in the body of a webhook.</summary>
public sealed record Notice
{
    /// <summary>The same however often it is tried: the id of its workflow, and the header <c>webhook-id</c>.</summary>
    public required string Id { get; init; }

    public required NoticeKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Plan { get; init; }

    /// <summary>Plan and the nonce's first 12 digits: the name of the evidence folder.</summary>
    public required string RunKey { get; init; }

    /// <summary>The DryRun workflow's id: what <c>dryrun status</c>, <c>retry</c> and <c>acknowledge</c> are given.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>All of it for a person, in a few sentences.</summary>
    public required string Text { get; init; }

    /// <summary>Such as <c>PASS CLEAN HELD</c>; of a finished run only.</summary>
    public string? Verdict { get; init; }

    /// <summary>The exit code of <c>dryrun run</c>; of a finished run only.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What is left, each with its reason and the one command that would remove it.</summary>
    public IReadOnlyList<Residual> Residuals { get; init; } = [];

    /// <summary>Gates that are not green and belong to it.</summary>
    public IReadOnlyList<GateAnswer> Findings { get; init; } = [];

    /// <summary>Absolute path of the evidence folder on the worker's host; of a finished run only.</summary>
    public string? EvidenceDirectory { get; init; }
}
