using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>What closure looks at. Nothing here knows of runs' journals, but for the report, which is made of one.</summary>
internal interface IClosureSteps
{
    Task<GateResult> CheckProductionContainerAsync(ProductionCapture captured);

    Task<GateResult> CheckObjectsAbsentAsync(StepRequest request);

    Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check);

    Task<GateResult> CheckCodeAsync(CodeCheck check);

    Task<GateResult> CheckWatchedAsync(WatchedCheck check);

    Task<GateResult> CheckInventoryAsync(RunRef run, InventoryCapture before);

    Task<GateResult> CheckDumpAsync(DumpCheck check);

    Task<GateResult> CheckNoSecretAsync(RunRef run);

    Task<ClosureSummary> WriteReportAsync(RecordedRun run, ReportStep step);
}
