using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The gates of the net-zero assertion after teardown, and the report. Nothing cancels any of it.</summary>
internal sealed class ClosurePhase(RunInput run, Steps steps)
{
    /// <summary>G-22 to G-30; G-25 and G-21 are teardown's. G-28 last, since it reads what the others may have written.</summary>
    public async Task AssertAsync()
    {
        await Workflow.WhenAllAsync(
        [
            steps.FinalGate((IClosure a) => a.CheckProductionContainerAsync(run), "production's container is the same"),
            steps.FinalGate((IClosure a) => a.CheckObjectsAbsentAsync(run), "container, volumes and network are absent"),
            steps.FinalGate((IClosure a) => a.CheckSecretsShreddedAsync(run), "secrets are shredded"),
            steps.FinalGate((IClosure a) => a.CheckCodeAsync(run), "commit and tree are the same"),
            steps.FinalGate((IClosure a) => a.CheckWatchedAsync(run), "watched services are the same"),
            steps.FinalGate((IClosure a) => a.CheckInventoryAsync(run), "inventory"),
            steps.FinalGate((IClosure a) => a.CheckDumpAsync(run), "production's dump is destroyed"),
        ]);
        await steps.FinalGate((IClosure a) => a.CheckNoSecretAsync(run), "no secret is retained");
    }

    public Task<ClosureSummary> ReportAsync(ReportStep step) => steps.Final((IClosure a) => a.WriteReportAsync(step), "report");
}
