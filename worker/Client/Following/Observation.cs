using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>The state of a run as its two workflows last answered it, and why one of them does not answer now.</summary>
internal sealed record Observation
{
    public required string WorkflowId { get; init; }

    /// <summary>Absent until the DryRun has answered, and when only a Teardown is followed.</summary>
    public RunStatus? Run { get; init; }

    /// <summary>Absent until the Teardown has begun.</summary>
    public RunStatus? Teardown { get; init; }

    /// <summary>Why one of them does not answer, in a sentence; absent when both do.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>The step that is tried again; absent while the run goes on.</summary>
    public PendingRetry? Wait { get; init; }

    /// <summary>The last heartbeat of the step in progress, such as how far a dump has come; absent when there was none.</summary>
    public string? Heartbeat { get; init; }

    /// <summary>True when the DryRun is closed, so that only its guard still works.</summary>
    public bool RunClosed { get; init; }

    /// <summary>The status of the workflow that works now: the DryRun until it hands over, the Teardown until it is done, then the DryRun again.</summary>
    public RunStatus? Current => Run switch
    {
        null => Teardown,
        { Phase: RunPhase.Teardown or RunPhase.TeardownStuck } => Teardown ?? Run,
        _ when RunClosed && Run.Summary is null => Teardown ?? Run,
        _ => Run,
    };

    public RunPhase? Phase => Current?.Phase;

    /// <summary>The gates of both workflows; of each gate and scenario the latest result.</summary>
    public IReadOnlyList<GateAnswer> Gates =>
    [
        .. (Run?.Gates ?? []).Concat(Teardown?.Gates ?? [])
            .GroupBy(g => (g.Gate, g.Scenario)).Select(g => g.Last()),
    ];

    /// <summary>Every scenario of the plan with what it is doing; empty until the plan is accepted.</summary>
    public IReadOnlyList<ScenarioStatus> Scenarios => Run is not { } run ? []
        : ScenariosOver ? [.. run.Scenarios.Select(s => s.State == ScenarioState.Running ? s with { State = ScenarioState.Interrupted } : s)]
        : run.Scenarios;

    /// <summary>True when the run begins no further scenario.</summary>
    public bool ScenariosOver => RunClosed || Run?.Phase > RunPhase.Scenarios;

    /// <summary>The ids of the gates that are green wherever they were evaluated, in every scenario.</summary>
    public IReadOnlyList<string> GreenGates =>
        [.. Gates.GroupBy(g => g.Gate.Id, StringComparer.Ordinal).Where(g => g.All(r => r.State == GateState.Green)).Select(g => g.Key).Order(StringComparer.Ordinal)];

    /// <summary>The Teardown's ledger once it has begun, because it changes it; before that the DryRun's.</summary>
    public Ledger? Ledger => Teardown?.Ledger ?? Run?.Ledger;

    public IReadOnlyList<Residual> Residuals => Current?.Residuals is { Count: > 0 } residuals ? residuals : Teardown?.Residuals ?? [];

    public bool Parked => Phase == RunPhase.TeardownStuck;

    public string? AbortReason => Run?.AbortReason ?? Teardown?.AbortReason;
}
