using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.Preflight.Production;
using DotIuCutter.Temporal.Activities.Preflight.Slots;
using DotIuCutter.Temporal.Activities.Preflight.WorkDirectories;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>The steps of preflight on this host, each a class of its own.</summary>
internal sealed class PreflightSteps(HostOptions host, DockerEngine docker, ProductionReader production) : IPreflightSteps
{
    public async Task<PlanVerdict> JudgePlanAsync(PlanCheck check) => await new G01Plan(host).JudgeAsync(
        check.Plan, check.Plan is null ? await StartedPlanDocument.ReadAsync(CurrentActivity.Cancel) : null, check.PlanSha256);

    public Task<(GateResult Gate, PolicyCapture? Policy)> JudgePolicyAsync(PolicyCheck check) => new G31Policy(host).JudgeAsync(check, CurrentActivity.Cancel);

    public Task<SlotGrant> TakeSlotAsync(RunRef run) => new SlotAcquisition(host).TakeAsync(run);

    public Task<(GateResult Gate, EngineCapture Engine)> CheckEngineAsync() => new G02Engine(host, docker).JudgeAsync();

    public Task<IReadOnlyList<ContainerCapture>> CaptureProtectedAsync(IReadOnlyList<string> names) => new C01Protected(docker).CaptureAsync(names);

    public Task<CodeCapture> CaptureCodeAsync(Code code) => Task.FromResult(CodeReader.Read(code.Repository));

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(AcceptedCode.Judge(check));

    public Task<GateResult> CheckProductionAsync(ProductionRequest request) => new G07Production(host, production).JudgeAsync(request);

    public Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request) => new C03Production(production).CaptureAsync(request);

    public Task<GateResult> CheckProductionRoleAsync(ProductionRequest request) => new G08ProductionRole(production).JudgeAsync(request);

    public Task<(GateResult Gate, ImagesCapture Images)> CheckImagesAsync(ImagesRequest request) => new G09Images(docker).JudgeAsync(request);

    public Task<IReadOnlyList<ContainerCapture>> CaptureWatchedAsync(IReadOnlyList<string> prefixes) =>
        WatchedContainers.CaptureAsync(docker.Reading, prefixes, CurrentActivity.Cancel);

    public Task<GateResult> CheckNamesFreeAsync(NamesRequest request) =>
        new G04NamesFree(host, docker).JudgeAsync(request, id => WorkflowExecutions.IsOpenAsync(ActivityExecutionContext.Current.TemporalClient, id));

    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check) => Task.FromResult(new G05WorkDirectory(host).Judge(check));

    public async Task<InventoryCapture> CaptureInventoryAsync() => (await Inventory.ReadAsync(docker.Reading, CurrentActivity.Cancel)).Captured;
}
