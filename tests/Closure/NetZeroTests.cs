using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>Rollback-plan.txt, section 5: nothing is clean or held that was not seen so.</summary>
public sealed class NetZeroTests
{
    private static readonly string[] TeardownGates = ["G-23", "G-24", "G-28", "G-29", "G-30"];
    private static readonly string[] InvariantGates = ["G-21", "G-22", "G-25", "G-26", "G-27"];

    private static readonly IReadOnlyList<GateResult> AllGreen =
        [.. TeardownGates.Concat(InvariantGates).Select(id => GateResult.Green(Named(id), "s", "e", "f"))];

    private static readonly Ledger Manifested =
        Ledger.Begin(ManifestDerivation.Derive(Plans.Valid(), PlanDigest.Compute(Plans.Valid()), "dryrun-shop-v1", new string('7', 32), DateTimeOffset.UnixEpoch));

    public static TheoryData<string> EveryGate => [.. TeardownGates, .. InvariantGates];

    [Fact]
    public void Is_clean_and_held_when_all_is_removed_and_every_gate_is_green() =>
        Assert.Equal((TeardownVerdict.Clean, InvariantVerdict.Held), Judge(AllGreen, All(LedgerState.Removed)));

    [Theory]
    [MemberData(nameof(EveryGate))]
    public void One_red_gate_is_enough(string gate)
    {
        var verdicts = Judge([.. AllGreen.Where(g => g.Gate != Named(gate)), Red(Named(gate))], All(LedgerState.Removed));
        Assert.Equal(TeardownGates.Contains(gate) ? (TeardownVerdict.Residuals, InvariantVerdict.Held) : (TeardownVerdict.Clean, InvariantVerdict.Violated), verdicts);
    }

    [Theory]
    [MemberData(nameof(EveryGate))]
    public void A_gate_that_could_not_be_read_or_never_was_claims_nothing(string gate)
    {
        var expected = TeardownGates.Contains(gate) ? (TeardownVerdict.Residuals, InvariantVerdict.Held) : (TeardownVerdict.Clean, InvariantVerdict.Unknown);
        var others = AllGreen.Where(g => g.Gate != Named(gate)).ToList();
        Assert.Equal(expected, Judge(others, All(LedgerState.Removed)));
        Assert.Equal(expected, Judge([.. others, Unknown(Named(gate))], All(LedgerState.Removed)));
    }

    [Fact]
    public void The_last_reading_of_a_gate_counts()
    {
        Assert.Equal(InvariantVerdict.Violated, Judge([.. AllGreen, Red(Gate.ProtectedUnchanged)], All(LedgerState.Removed)).Invariants);
        Assert.Equal(InvariantVerdict.Held, Judge([Unknown(Gate.ProtectedUnchanged), .. AllGreen], All(LedgerState.Removed)).Invariants);
    }

    [Theory]
    [InlineData(LedgerState.Removed, true)]
    [InlineData(LedgerState.AlreadyAbsent, true)]
    [InlineData(LedgerState.NotOurs, true)]
    [InlineData(LedgerState.Planned, false)]
    [InlineData(LedgerState.Present, false)]
    [InlineData(LedgerState.Failed, false)]
    [InlineData(LedgerState.Acknowledged, false)]
    public void One_object_in_the_ledger_that_is_open_or_acknowledged_is_a_residual(LedgerState state, bool clean)
    {
        foreach (var entry in Manifested.Entries)
        {
            var ledger = new Ledger { Entries = [.. All(LedgerState.Removed).Entries.Select(e => e.Name == entry.Name ? e with { State = state } : e)] };
            Assert.Equal(clean ? TeardownVerdict.Clean : TeardownVerdict.Residuals, Judge(AllGreen, ledger).Teardown);
        }
    }

    [Theory]
    [InlineData(TeardownVerdict.Clean, InvariantVerdict.Held, true)]
    [InlineData(TeardownVerdict.Residuals, InvariantVerdict.Held, false)]
    [InlineData(TeardownVerdict.Clean, InvariantVerdict.Violated, false)]
    [InlineData(TeardownVerdict.Clean, InvariantVerdict.Unknown, false)]
    public void Is_cleanly_closed_only_when_clean_and_held(TeardownVerdict teardown, InvariantVerdict invariants, bool closed) =>
        Assert.Equal(closed, NetZero.CleanlyClosed(provisioned: true, Of(ScenarioVerdict.Pass, teardown, invariants)));

    [Theory]
    [InlineData(RunEnd.Finished, ScenarioVerdict.Pass, TeardownVerdict.Clean, InvariantVerdict.Held, 0)]
    [InlineData(RunEnd.Finished, ScenarioVerdict.Fail, TeardownVerdict.Clean, InvariantVerdict.Held, 1)]
    [InlineData(RunEnd.Finished, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Held, 1)]
    [InlineData(RunEnd.Refused, ScenarioVerdict.NotRun, TeardownVerdict.Clean, InvariantVerdict.Held, 3)]
    [InlineData(RunEnd.Aborted, ScenarioVerdict.Fail, TeardownVerdict.Clean, InvariantVerdict.Held, 6)]
    [InlineData(RunEnd.Cancelled, ScenarioVerdict.Pass, TeardownVerdict.Clean, InvariantVerdict.Held, 6)]
    [InlineData(RunEnd.Faulted, ScenarioVerdict.Pass, TeardownVerdict.Clean, InvariantVerdict.Held, 7)]
    [InlineData(RunEnd.Finished, ScenarioVerdict.Pass, TeardownVerdict.Clean, InvariantVerdict.Unknown, 7)]
    [InlineData(RunEnd.Aborted, ScenarioVerdict.Pass, TeardownVerdict.Residuals, InvariantVerdict.Unknown, 4)]
    [InlineData(RunEnd.Refused, ScenarioVerdict.NotRun, TeardownVerdict.Residuals, InvariantVerdict.Held, 4)]
    [InlineData(RunEnd.Finished, ScenarioVerdict.Pass, TeardownVerdict.Residuals, InvariantVerdict.Violated, 5)]
    public void The_exit_code_is_the_worst_of_what_holds(RunEnd end, ScenarioVerdict scenarios, TeardownVerdict teardown, InvariantVerdict invariants, int code) =>
        Assert.Equal(code, NetZero.ExitCode(provisioned: true, end, Of(scenarios, teardown, invariants)));

    [Theory]
    [InlineData(RunEnd.Refused, 3)]
    [InlineData(RunEnd.Aborted, 6)]
    [InlineData(RunEnd.Faulted, 7)]
    public void A_run_that_created_nothing_has_nothing_to_close(RunEnd end, int code)
    {
        var verdicts = NetZero.Judge(provisioned: false, [], [], Manifested);
        Assert.Equal(TeardownVerdict.Clean, verdicts.Teardown);
        Assert.True(NetZero.CleanlyClosed(provisioned: false, verdicts));
        Assert.Equal(code, NetZero.ExitCode(provisioned: false, end, verdicts));
    }

    [Theory]
    [InlineData(new ScenarioVerdict[0], ScenarioVerdict.NotRun)]
    [InlineData(new[] { ScenarioVerdict.Pass, ScenarioVerdict.Pass }, ScenarioVerdict.Pass)]
    [InlineData(new[] { ScenarioVerdict.Pass, ScenarioVerdict.NotRun }, ScenarioVerdict.NotRun)]
    [InlineData(new[] { ScenarioVerdict.Pass, ScenarioVerdict.Fail, ScenarioVerdict.NotRun }, ScenarioVerdict.Fail)]
    public void The_scenarios_pass_only_when_every_one_ran_and_passed(ScenarioVerdict[] each, ScenarioVerdict all) => Assert.Equal(
        all, NetZero.Judge(provisioned: true, [.. each.Select(v => new ScenarioOutcome { Id = "S", Title = "S", Verdict = v })], AllGreen, All(LedgerState.Removed)).Scenarios);

    private static (TeardownVerdict Teardown, InvariantVerdict Invariants) Judge(IReadOnlyList<GateResult> gates, Ledger ledger)
    {
        var verdicts = NetZero.Judge(provisioned: true, [], gates, ledger);
        return (verdicts.Teardown, verdicts.Invariants);
    }

    private static Verdicts Of(ScenarioVerdict scenarios, TeardownVerdict teardown, InvariantVerdict invariants) =>
        new() { Scenarios = scenarios, Teardown = teardown, Invariants = invariants };

    private static Ledger All(LedgerState state) => new() { Entries = [.. Manifested.Entries.Select(e => e with { State = state })] };

    private static GateResult Red(Gate gate) => GateResult.Red(gate, "s", "e", "f", "r");

    private static GateResult Unknown(Gate gate) => GateResult.Unknown(gate, "s", "away", "r");

    private static Gate Named(string id) => Gate.Find(id) ?? throw new ArgumentException($"There is no gate '{id}'.", nameof(id));
}
