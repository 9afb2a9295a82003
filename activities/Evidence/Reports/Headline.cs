using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>The first line of every report and summary: what a run came to, the worst first. Pure.</summary>
public static class Headline
{
    public static string Describe(ClosureSummary summary)
    {
        string[] findings = [.. Findings(summary)];
        return summary switch
        {
            { CleanlyClosed: false } => $"NOT CLEANLY CLOSED: {(findings.Length == 0 ? "see the findings" : string.Join("; ", findings))}",
            _ when findings.Length == 0 => "PASSED, cleanly closed: nothing was left, nothing protected was touched",
            _ => $"{string.Join("; ", findings)}; {(NothingCreated(summary) ? "nothing was created" : "cleanly closed")}",
        };
    }

    /// <summary>True when a run ended before its first object, so that there was nothing to tear down. Any other run has measured invariants, or is not cleanly closed.</summary>
    public static bool NothingCreated(ClosureSummary summary) => summary is { CleanlyClosed: true, Verdicts.Invariants: InvariantVerdict.Unknown };

    /// <summary>The teardown's verdict, as people read it.</summary>
    public static string Teardown(ClosureSummary summary) => NothingCreated(summary) ? "nothing was created" : VerdictText.Describe(summary.Verdicts.Teardown);

    /// <summary>The verdict of the invariants, as people read it.</summary>
    public static string Invariants(ClosureSummary summary) => NothingCreated(summary) ? "not measured" : VerdictText.Describe(summary.Verdicts.Invariants);

    private static IEnumerable<string> Findings(ClosureSummary summary)
    {
        var verdicts = summary.Verdicts;
        if (verdicts.Invariants == InvariantVerdict.Violated)
        {
            yield return "a protected invariant was VIOLATED";
        }

        if (verdicts.Teardown == TeardownVerdict.Residuals)
        {
            yield return summary.Residuals.Count switch
            {
                0 => "the teardown left RESIDUALS",
                1 => "1 object was LEFT BEHIND",
                var count => $"{count} objects were LEFT BEHIND",
            };
        }

        if (verdicts.Invariants == InvariantVerdict.Unknown && !summary.CleanlyClosed)
        {
            yield return "an invariant could NOT BE MEASURED";
        }

        if (summary.End != RunEnd.Finished)
        {
            yield return Ended(summary.End) + (verdicts.Scenarios == ScenarioVerdict.NotRun && summary.End != RunEnd.Refused ? " before all scenarios had run" : "");
        }

        if (verdicts.Scenarios == ScenarioVerdict.Fail)
        {
            yield return "a scenario FAILED";
        }
        else if (verdicts.Scenarios == ScenarioVerdict.NotRun && summary.End == RunEnd.Finished)
        {
            yield return "NOT ALL SCENARIOS RAN";
        }
    }

    private static string Ended(RunEnd end) => end switch
    {
        RunEnd.Refused => "REFUSED by a gate",
        RunEnd.Aborted => "ABORTED",
        RunEnd.Cancelled => "CANCELLED",
        RunEnd.Faulted => "BROKEN OFF by a step that failed for good",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "not an end that stops a run"),
    };
}
