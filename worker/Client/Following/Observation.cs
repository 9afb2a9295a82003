using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>One look at a run: what its two workflows answered last, and what does not answer now.</summary>
internal sealed record Observation
{
    public required string WorkflowId { get; init; }

    /// <summary>Absent until the DryRun answered, and where only a Teardown is followed.</summary>
    public RunStatus? Run { get; init; }

    /// <summary>Absent until the Teardown walks.</summary>
    public RunStatus? Teardown { get; init; }

    /// <summary>Why one of them does not answer, in a sentence; absent when both do.</summary>
    public string? Silence { get; init; }

    /// <summary>The step that is tried again; absent while the run goes on.</summary>
    public Wait? Wait { get; init; }

    /// <summary>The last words of the step that is worked on, such as how far a dump has come; absent where it has said nothing.</summary>
    public string? Beat { get; init; }

    /// <summary>True when the DryRun is closed and its guard is what is looked at.</summary>
    public bool RunClosed { get; init; }

    /// <summary>The one that is working: the DryRun until it hands over, the Teardown until it is done, the DryRun again.</summary>
    public RunStatus? Current => Run switch
    {
        null => Teardown,
        { Phase: RunPhase.Teardown or RunPhase.TeardownStuck } => Teardown ?? Run,
        _ when RunClosed && Run.Summary is null => Teardown ?? Run,
        _ => Run,
    };

    public RunPhase? Phase => Current?.Phase;

    /// <summary>Of both, each gate and scenario once, the later word counts.</summary>
    public IReadOnlyList<GateResult> Gates =>
    [
        .. (Run?.Gates ?? []).Concat(Teardown?.Gates ?? [])
            .GroupBy(g => (g.Gate, g.Scenario)).Select(g => g.Last()),
    ];

    /// <summary>The Teardown's once it walks: it is the one that changes it.</summary>
    public Ledger? Ledger => Teardown?.Ledger ?? Run?.Ledger;

    public IReadOnlyList<Residual> Residuals => Current?.Residuals is { Count: > 0 } residuals ? residuals : Teardown?.Residuals ?? [];

    public bool Parked => Phase == RunPhase.TeardownStuck;

    public string? AbortReason => Run?.AbortReason ?? Teardown?.AbortReason;
}
