using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;

internal static class Tones
{
    public static WordTone For(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Pass => WordTone.Good,
        ScenarioVerdict.Fail => WordTone.Bad,
        _ => WordTone.Muted,
    };

    public static WordTone For(TeardownVerdict verdict) => verdict == TeardownVerdict.Clean ? WordTone.Good : WordTone.Bad;

    public static WordTone For(InvariantVerdict verdict) => verdict switch
    {
        InvariantVerdict.Held => WordTone.Good,
        InvariantVerdict.Violated => WordTone.Bad,
        _ => WordTone.Warning,
    };

    public static WordTone For(GateState state) => state switch
    {
        GateState.Green => WordTone.Good,
        GateState.Red => WordTone.Bad,
        _ => WordTone.Warning,
    };

    public static WordTone For(LedgerState state) => state switch
    {
        LedgerState.Removed or LedgerState.AlreadyAbsent => WordTone.Good,
        LedgerState.Failed or LedgerState.Present => WordTone.Bad,
        LedgerState.NotOurs or LedgerState.Acknowledged => WordTone.Warning,
        _ => WordTone.Muted,
    };
}
