using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The report of a run as a function of its manifest and its journal; only the timeline, which is Temporal's, is left out. Pure.</summary>
public static class ReportDerivation
{
    /// <param name="manifest">With the plan's scenarios.</param>
    /// <param name="entries">Up to and including <see cref="Ended"/>.</param>
    /// <exception cref="InvalidOperationException">The run has not ended.</exception>
    public static Report Derive(Manifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        var journal = new JournalView(entries);
        var ended = journal.ForwardEnd ?? throw new InvalidOperationException($"Run '{manifest.RunKey}' has not ended, so there is nothing to report.");
        var (gates, ledger) = (journal.Gates, LedgerDerivation.Derive(manifest, entries));
        IReadOnlyList<ScenarioOutcome> scenarios = [.. manifest.Plan.Scenarios.Select(s => Outcome(s, gates, entries, ended.End))];
        var provisioned = journal.TeardownEnd is not null;
        var verdicts = NetZero.Judge(provisioned, scenarios, gates, ledger);
        return new Report
        {
            Summary = new ClosureSummary
            {
                Plan = manifest.Plan.Name,
                RunKey = manifest.RunKey,
                End = ended.End,
                Verdicts = verdicts,
                CleanlyClosed = NetZero.CleanlyClosed(provisioned, verdicts),
                ExitCode = NetZero.ExitCode(provisioned, ended.End, verdicts),
                Reason = EndReason.Describe(ended, scenarios, gates),
                Residuals = provisioned ? AcknowledgedResiduals.Find(ledger, gates, entries) : [],
                Findings = [.. gates.Where(g => g.State != GateState.Green)],
            },
            Run = manifest.Run,
            PlanSha256 = manifest.PlanSha256,
            Description = manifest.Plan.Description,
            Commit = manifest.Plan.Code.Commit,
            Code = journal.Export,
            StartedAt = manifest.CreatedAt,
            EndedAt = ended.At,
            Gates = gates,
            Scenarios = scenarios,
            Ledger = ledger,
            Production = journal.Production,
            DrSystemIdentifier = journal.DrSystemIdentifier,
            DrImageId = journal.Images?.DrImageId,
            HarnessImageId = journal.Images?.HarnessImageId,
            Dump = journal.Dump,
            Restore = journal.Restore,
            Retained = journal.Retained,
            TeardownSeconds = journal.TeardownEnd?.Seconds,
            Holds = ended.Holds,
        };
    }

    /// <summary>A scenario without a measured effect was not run to its end: it failed by a gate, was interrupted, or never began.</summary>
    private static ScenarioOutcome Outcome(Scenario scenario, IReadOnlyList<GateResult> all, IReadOnlyList<JournalEntry> entries, RunEnd end)
    {
        var gates = all.Where(g => g.Scenario == scenario.Id).ToList();
        var measured = entries.OfType<EffectMeasured>().LastOrDefault(e => e.Scenario == scenario.Id);
        var red = gates.FirstOrDefault(g => g.State != GateState.Green);
        var verdict = red is not null ? ScenarioVerdict.Fail : measured is not null ? ScenarioVerdict.Pass : ScenarioVerdict.NotRun;
        return new ScenarioOutcome
        {
            Id = scenario.Id,
            Title = scenario.Title,
            Verdict = verdict,
            Reason = red is not null ? $"{red.Gate}: expected {red.Expected}; found {red.Found}"
                : verdict == ScenarioVerdict.NotRun && gates.Count > 0 ? $"interrupted while it ran: the run was {Describe(end)}"
                : null,
            Seconds = measured?.Seconds ?? 0,
            Effects = measured?.Effects,
        };
    }

    private static string Describe(RunEnd end) => end switch
    {
        RunEnd.Aborted => "aborted",
        RunEnd.Cancelled => "cancelled",
        RunEnd.Faulted => "ended by a fault",
        _ => "ended",
    };
}
