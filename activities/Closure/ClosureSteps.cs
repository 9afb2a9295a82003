using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>The steps of closure on this host, each a class of its own.</summary>
internal sealed class ClosureSteps(HostOptions host, DockerEngine docker, EvidenceStore evidence) : IClosureSteps
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCapture captured) => new G22ProductionContainer(docker).JudgeAsync(captured);

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request) => ObjectsAbsent.JudgeAsync(docker.Reading, request, CurrentActivity.Cancel);

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check) => Task.FromResult(G24SecretsShredded.Judge(check));

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(G26Code.Judge(check));

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => new G27Watched(docker).JudgeAsync(check);

    public async Task<GateResult> CheckInventoryAsync(RunRef run, InventoryCapture before) =>
        InventoryComparison.Judge(run, before, await Inventory.ReadAsync(docker.Reading, CurrentActivity.Cancel));

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => Task.FromResult(new G30Dump(host).Judge(check));

    public Task<GateResult> CheckNoSecretAsync(RunRef run) => Task.FromResult(new G28NoSecret(host, evidence).Judge(run));

    public Task<ClosureSummary> WriteReportAsync(RecordedRun run, ReportStep step) => new ReportWriting(host, evidence).WriteAsync(run, step);
}
