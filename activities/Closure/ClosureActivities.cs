using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>Closure as the workflow asks for it: each step reads the run from its host, looks, and writes to the run's journal.</summary>
internal sealed class ClosureActivities(IClosureSteps steps, IRunStore runs) : IClosure
{
    public Task<GateAnswer> CheckProductionContainerAsync(RunInput run) =>
        JudgeAsync(run, r => steps.CheckProductionContainerAsync(r.Captured(j => j.Production, "C-03")));

    public Task<GateAnswer> CheckObjectsAbsentAsync(RunInput run) => JudgeAsync(run, r => steps.CheckObjectsAbsentAsync(StepRequest.DockerObjects(r.Ref, r.Ledger)));

    public Task<GateAnswer> CheckSecretsShreddedAsync(RunInput run) =>
        JudgeAsync(run, r => steps.CheckSecretsShreddedAsync(new PathsCheck { Run = r.Ref, Paths = r.Manifest.Paths }));

    public Task<GateAnswer> CheckCodeAsync(RunInput run) =>
        JudgeAsync(run, r => steps.CheckCodeAsync(new CodeCheck { Code = r.Plan.Code, Captured = r.Captured(j => j.Code, "C-02") }));

    public Task<GateAnswer> CheckWatchedAsync(RunInput run) =>
        JudgeAsync(run, r => steps.CheckWatchedAsync(new WatchedCheck { Prefixes = r.Plan.WatchedPrefixes, Captured = r.Captured(j => j.Watched, "C-06") }));

    public Task<GateAnswer> CheckInventoryAsync(RunInput run) => JudgeAsync(run, r => steps.CheckInventoryAsync(r.Ref, r.Captured(j => j.Inventory, "C-05")));

    public Task<GateAnswer> CheckDumpAsync(RunInput run) => JudgeAsync(run, r => steps.CheckDumpAsync(new DumpCheck
    {
        Manifest = r.Manifest,
        DumpSha256 = r.Journal.Dump?.Sha256,
        Retain = r.Journal.Retained is null ? null : r.Plan.RetainDump,
        RetainedPath = r.Journal.Retained?.Path,
    }));

    /// <summary>A secret that was about to be written into the journal stays a finding, although it was not written.</summary>
    public Task<GateAnswer> CheckNoSecretAsync(RunInput run) => JudgeAsync(run, async r =>
        r.Journal.Answer(Gate.NoSecretRetained) is { State: GateState.Red } already ? already : await steps.CheckNoSecretAsync(r.Ref));

    public async Task<ClosureSummary> WriteReportAsync(ReportStep request) => await steps.WriteReportAsync(await OpenAsync(request.Run), request);

    private async Task<GateAnswer> JudgeAsync(RunInput run, Func<RecordedRun, Task<GateResult>> judge)
    {
        var recorded = await OpenAsync(run.Run);
        return await recorded.JudgeAsync(await judge(recorded));
    }

    private Task<RecordedRun> OpenAsync(string run) => runs.OpenAsync(run, CurrentActivity.Cancel);
}
