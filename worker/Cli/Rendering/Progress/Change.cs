using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>One change of a run between two observations. Also one line of <c>--json</c>.</summary>
internal sealed record Change
{
    /// <summary><c>phase</c>, <c>step</c>, <c>progress</c>, <c>gate</c>, <c>scenario</c>, <c>object</c>, <c>residual</c>, <c>abort</c>, <c>hold</c>, <c>wait</c> or <c>notice</c>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string WorkflowId { get; init; }

    /// <summary>A past-tense sentence.</summary>
    public required string Text { get; init; }

    public RunPhase? Phase { get; init; }

    public string? Step { get; init; }

    /// <summary>The last heartbeat of the step.</summary>
    public string? Progress { get; init; }

    public GateAnswer? Gate { get; init; }

    public ScenarioStatus? Scenario { get; init; }

    public LedgerEntry? Object { get; init; }

    public Residual? Residual { get; init; }

    public PendingRetry? Wait { get; init; }

    public Hold? Hold { get; init; }

    public DateTimeOffset? NextRetryAt { get; init; }
}
