using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The net-zero assertion (rollback-plan.txt, section 5) as a pure rule: ledger and gates in, verdicts out. Nothing is clean or held that was not seen so.</summary>
public static class NetZero
{
    /// <summary>What teardown has to have left in order.</summary>
    private static readonly string[] TeardownGates = ["G-23", "G-24", "G-28", "G-29", "G-30"];

    /// <summary>What has to be as it was.</summary>
    private static readonly string[] InvariantGates = ["G-21", "G-22", "G-25", "G-26", "G-27"];

    /// <summary>The three verdicts. A run that was never <paramref name="provisioned"/> created nothing, so nothing can be left of it but what a red gate names.</summary>
    public static Verdicts Judge(bool provisioned, IReadOnlyList<ScenarioOutcome> scenarios, IReadOnlyList<GateResult> gates, Ledger ledger) => new()
    {
        Scenarios = Scenarios(scenarios),
        Teardown = (provisioned ? Settled(ledger) && TeardownGates.All(id => StateOf(gates, id) == GateState.Green) : TeardownGates.All(id => StateOf(gates, id) != GateState.Red))
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

    /// <summary>The invariants that were seen violated, in order of their ids.</summary>
    public static IReadOnlyList<GateResult> Violated(IReadOnlyList<GateResult> gates) =>
        [.. InvariantGates.Select(id => gates.LastOrDefault(g => g.Gate == id)).OfType<GateResult>().Where(g => g.State == GateState.Red)];

    private static bool Settled(Ledger ledger) => ledger.Residuals().Count == 0 && ledger.Acknowledged().Count == 0;

    private static ScenarioVerdict Scenarios(IReadOnlyList<ScenarioOutcome> scenarios) =>
        scenarios.Any(s => s.Verdict == ScenarioVerdict.Fail) ? ScenarioVerdict.Fail
        : scenarios.Count > 0 && scenarios.All(s => s.Verdict == ScenarioVerdict.Pass) ? ScenarioVerdict.Pass
        : ScenarioVerdict.NotRun;

    private static InvariantVerdict Invariants(IReadOnlyList<GateResult> gates)
    {
        var states = InvariantGates.Select(id => StateOf(gates, id)).ToList();
        return states.Contains(GateState.Red) ? InvariantVerdict.Violated
            : states.Contains(GateState.Unknown) ? InvariantVerdict.Unknown
            : InvariantVerdict.Held;
    }

    /// <summary>A gate that was never read is unknown.</summary>
    private static GateState StateOf(IReadOnlyList<GateResult> gates, string id) => gates.LastOrDefault(g => g.Gate == id)?.State ?? GateState.Unknown;
}
