using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

internal static class Tones
{
    public static Tone For(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Pass => Tone.Good,
        ScenarioVerdict.Fail => Tone.Bad,
        _ => Tone.Muted,
    };

    public static Tone For(TeardownVerdict verdict) => verdict == TeardownVerdict.Clean ? Tone.Good : Tone.Bad;

    public static Tone For(InvariantVerdict verdict) => verdict switch
    {
        InvariantVerdict.Held => Tone.Good,
        InvariantVerdict.Violated => Tone.Bad,
        _ => Tone.Warning,
    };

    public static Tone For(GateState state) => state switch
    {
        GateState.Green => Tone.Good,
        GateState.Red => Tone.Bad,
        _ => Tone.Warning,
    };

    public static Tone For(LedgerState state) => state switch
    {
        LedgerState.Removed or LedgerState.AlreadyAbsent => Tone.Good,
        LedgerState.Failed or LedgerState.Present => Tone.Bad,
        LedgerState.NotOurs or LedgerState.Acknowledged => Tone.Warning,
        _ => Tone.Muted,
    };
}
