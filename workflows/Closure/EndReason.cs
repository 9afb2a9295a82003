using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>Why a run ended as it did, in one sentence. Pure.</summary>
internal static class EndReason
{
    /// <summary>Null when every scenario passed.</summary>
    public static string? Describe(Ended ended, IReadOnlyList<ScenarioOutcome> scenarios, IReadOnlyList<GateResult> gates) => ended.End switch
    {
        RunEnd.Finished => scenarios.FirstOrDefault(s => s.Verdict == ScenarioVerdict.Fail) is { } failed ? $"Scenario {failed.Id} failed: {failed.Reason}" : null,
        RunEnd.Refused => "Refused by " + string.Join(", ", gates.Where(g => g.State != GateState.Green).Select(g => $"{g.Gate} ({g.Subject}: found {g.Found})")),
        RunEnd.Aborted => $"Aborted: {ended.Detail}",
        RunEnd.Cancelled => "Cancelled through Temporal",
        RunEnd.Faulted => ended.Detail,
        _ => throw new ArgumentOutOfRangeException(nameof(ended), ended.End, "not an end"),
    };
}
