using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The net-zero assertion, rollback-plan.txt section 5, and its evidence. G-25 and G-21 are teardown steps 6 and 7.</summary>
public interface IClosure
{
    [Activity("closure.g22-production-container")]
    Task<GateAnswer> CheckProductionContainerAsync(RunInput run);

    [Activity("closure.g23-objects-absent")]
    Task<GateAnswer> CheckObjectsAbsentAsync(RunInput run);

    [Activity("closure.g24-secrets-shredded")]
    Task<GateAnswer> CheckSecretsShreddedAsync(RunInput run);

    [Activity("closure.g26-code")]
    Task<GateAnswer> CheckCodeAsync(RunInput run);

    [Activity("closure.g27-watched")]
    Task<GateAnswer> CheckWatchedAsync(RunInput run);

    /// <summary>G-29. Foreign changes are listed, and are green: they are not the run's.</summary>
    [Activity("closure.g29-inventory")]
    Task<GateAnswer> CheckInventoryAsync(RunInput run);

    [Activity("closure.g30-dump")]
    Task<GateAnswer> CheckDumpAsync(RunInput run);

    /// <summary>G-28, over every file of the run's evidence folder.</summary>
    [Activity("closure.g28-no-secret")]
    Task<GateAnswer> CheckNoSecretAsync(RunInput run);

    /// <summary>
    /// Writes how the run ended to the journal, derives the report from manifest and journal, and seals the evidence: report.json, report.md, report.html,
    /// junit.xml, SHA256SUMS. A report that holds a secret makes G-28 red before it is written without it.
    /// </summary>
    [Activity("closure.report")]
    Task<ClosureSummary> WriteReportAsync(ReportStep request);
}
