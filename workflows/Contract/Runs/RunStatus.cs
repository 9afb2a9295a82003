using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Contract.Runs;

/// <summary>The answer of the query <c>status</c>, of both workflows.</summary>
public sealed record RunStatus
{
    public required string WorkflowId { get; init; }

    public required RunPhase Phase { get; init; }

    /// <summary>The activity's summary that is being worked on, or what is waited for; absent at the end.</summary>
    public string? Step { get; init; }

    /// <summary>Absent until the plan is accepted.</summary>
    public string? Plan { get; init; }

    public string? RunKey { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Why the run was aborted; absent when it was not.</summary>
    public string? AbortReason { get; init; }

    /// <summary>Every gate that was read, by its last answer. The finding is there only where a gate is not green.</summary>
    public IReadOnlyList<GateAnswer> Gates { get; init; } = [];

    /// <summary>One for every scenario of the plan; empty until the plan is accepted.</summary>
    public IReadOnlyList<ScenarioStatus> Scenarios { get; init; } = [];

    /// <summary>Absent until the first object is planned.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>Every stop of the run; the last one has no end while the run is held.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>What keeps a parked teardown from its end.</summary>
    public IReadOnlyList<Residual> Residuals { get; init; } = [];

    /// <summary>When a parked teardown tries again by itself.</summary>
    public DateTimeOffset? NextRetryAt { get; init; }

    /// <summary>Present at the end.</summary>
    public ClosureSummary? Summary { get; init; }

    /// <summary>The stop the run is at now; absent while it goes on.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Hold? Held => Holds is [.., { End: null } held] ? held : null;
}
