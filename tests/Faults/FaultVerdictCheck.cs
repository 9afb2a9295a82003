using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The product's verdict against what the witnesses saw. Either way round: nothing is called clean that is not, and nothing red that is.</summary>
internal static class FaultVerdictCheck
{
    public static IEnumerable<string> Doubts(Fault fault, FaultContext scene, ClosureSummary? summary, RunStatus? guard, Testimony seen)
    {
        var left = seen.Residuals.Count + scene.TakenOver.Count;
        if (guard?.Ledger is { } ledger && ledger.Residuals().Count > 0)
        {
            yield return $"the teardown ended with {string.Join(", ", ledger.Residuals().Select(r => r.Name))} open";
        }

        if (summary is null)
        {
            if (!fault.EndsWithoutSummary)
            {
                yield return "the run ended without a summary";
            }

            yield break;
        }

        if (!fault.ExitCodes.Contains(summary.ExitCode))
        {
            yield return $"exit code {summary.ExitCode}, expected {string.Join(" or ", fault.ExitCodes)}: {summary.Reason}; {string.Join("; ", summary.Findings.Select(g => $"{g.Gate} {g.Subject}: {g.Found}"))}";
        }

        if (summary.CleanlyClosed && left + seen.ProtectedChanged.Count > 0)
        {
            yield return $"the product calls it cleanly closed; the witnesses saw {string.Join("; ", seen.Residuals.Concat(seen.ProtectedChanged).Concat(scene.TakenOver))}";
        }

        if (summary.Verdicts.Teardown == TeardownVerdict.Residuals && left == 0)
        {
            yield return $"the product tells of residuals; the witnesses saw none: {string.Join("; ", summary.Findings.Select(g => $"{g.Gate} {g.Subject}: {g.Found}"))}";
        }

        if (summary.Verdicts.Invariants == InvariantVerdict.Violated && seen.ProtectedChanged.Count == 0)
        {
            yield return $"the product tells of a violated invariant; the witnesses saw none: {string.Join("; ", summary.Findings.Select(g => $"{g.Gate} {g.Subject}: {g.Found}"))}";
        }
    }
}
