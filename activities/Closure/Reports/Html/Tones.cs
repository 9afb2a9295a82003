using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Ledgers;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

internal static class Tones
{
    public static Tone Of(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Pass => Tone.Good,
        ScenarioVerdict.Fail => Tone.Bad,
        _ => Tone.Quiet,
    };

    public static Tone Of(TeardownVerdict verdict) => verdict == TeardownVerdict.Clean ? Tone.Good : Tone.Bad;

    public static Tone Of(InvariantVerdict verdict) => verdict switch
    {
        InvariantVerdict.Held => Tone.Good,
        InvariantVerdict.Violated => Tone.Bad,
        _ => Tone.Unsure,
    };

    public static Tone Of(GateState state) => state switch
    {
        GateState.Green => Tone.Good,
        GateState.Red => Tone.Bad,
        _ => Tone.Unsure,
    };

    public static Tone Of(LedgerState state) => state switch
    {
        LedgerState.Removed or LedgerState.AlreadyAbsent => Tone.Good,
        LedgerState.Failed or LedgerState.Present => Tone.Bad,
        LedgerState.NotOurs or LedgerState.Acknowledged => Tone.Unsure,
        _ => Tone.Quiet,
    };
}
