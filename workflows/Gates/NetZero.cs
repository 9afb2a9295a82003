using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The net-zero assertion (rollback-plan.txt, section 5) as a pure rule: ledger and gates in, verdicts out. Nothing is clean or held that was not seen so.</summary>
public static class NetZero
{
    /// <summary>What teardown must have left in order.</summary>
    private static readonly IReadOnlyList<Gate> TeardownGates = Gate.In(GateGroup.Teardown);

    /// <summary>What must be as it was.</summary>
    private static readonly IReadOnlyList<Gate> InvariantGates = Gate.In(GateGroup.Invariant);

    /// <summary>The three verdicts. A run that was never <paramref name="provisioned"/> created nothing, so nothing can be left of it but what a red gate names.</summary>
    public static Verdicts Judge(bool provisioned, IReadOnlyList<ScenarioOutcome> scenarios, IReadOnlyList<GateResult> gates, Ledger ledger) => new()
    {
        Scenarios = Scenarios(scenarios),
        Teardown = (provisioned ? Settled(ledger) && TeardownGates.All(gate => StateOf(gates, gate) == GateState.Green) : TeardownGates.All(gate => StateOf(gates, gate) != GateState.Red))
            ? TeardownVerdict.Clean
            : TeardownVerdict.Residuals,
        Invariants = Invariants(gates),
    };

    /// <summary>Whether the run had a teardown, from its report alone.</summary>
    public static bool WasProvisioned(Report report) => report.TeardownSeconds is not null;

    /// <summary>True iff every part of the net-zero assertion holds; a run that created nothing has nothing to close.</summary>
    public static bool CleanlyClosed(bool provisioned, Verdicts verdicts) =>
        verdicts.Teardown == TeardownVerdict.Clean && (!provisioned || verdicts.Invariants == InvariantVerdict.Held);

    /// <summary>The worst of what holds: 5 violated, 4 residuals, 7 unknown, 3 refused, 6 aborted or cancelled, 1 a scenario failed, 0.</summary>
    public static int ExitCode(bool provisioned, RunEnd end, Verdicts verdicts) => verdicts switch
    {
        { Invariants: InvariantVerdict.Violated } => 5,
        { Teardown: TeardownVerdict.Residuals } => 4,
        { Invariants: InvariantVerdict.Unknown } when provisioned => 7,
        _ => end switch
        {
            RunEnd.Faulted => 7,
            RunEnd.Refused => 3,
            RunEnd.Aborted or RunEnd.Cancelled => 6,
            RunEnd.Finished => verdicts.Scenarios == ScenarioVerdict.Pass ? 0 : 1,
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, "not an end"),
        },
    };

    /// <summary>The invariants that were seen violated, in order of their evaluation.</summary>
    public static IReadOnlyList<GateAnswer> Violated(IReadOnlyList<GateAnswer> gates) =>
        [.. InvariantGates.Select(gate => gates.LastOrDefault(g => g.Gate == gate)).OfType<GateAnswer>().Where(g => g.State == GateState.Red)];

    private static bool Settled(Ledger ledger) => ledger.Residuals().Count == 0 && ledger.Acknowledged().Count == 0;

    private static ScenarioVerdict Scenarios(IReadOnlyList<ScenarioOutcome> scenarios) =>
        scenarios.Any(s => s.Verdict == ScenarioVerdict.Fail) ? ScenarioVerdict.Fail
        : scenarios.Count > 0 && scenarios.All(s => s.Verdict == ScenarioVerdict.Pass) ? ScenarioVerdict.Pass
        : ScenarioVerdict.NotRun;

    private static InvariantVerdict Invariants(IReadOnlyList<GateResult> gates)
    {
        var states = InvariantGates.Select(gate => StateOf(gates, gate)).ToList();
        return states.Contains(GateState.Red) ? InvariantVerdict.Violated
            : states.Contains(GateState.Unknown) ? InvariantVerdict.Unknown
            : InvariantVerdict.Held;
    }

    /// <summary>A gate that was never read is unknown.</summary>
    private static GateState StateOf(IReadOnlyList<GateResult> gates, Gate gate) => gates.LastOrDefault(g => g.Gate == gate)?.State ?? GateState.Unknown;
}
