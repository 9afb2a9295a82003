using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>The steps of teardown on this host, each a class of its own. None is interrupted by a cancel.</summary>
internal sealed class TeardownSteps(DockerEngine docker, ProductionReader production, RunFence fence) : ITeardownSteps
{
    public Task CloseFenceAsync(RunRef run) => fence.CloseAsync(run);

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => IdentityCapture.CaptureAsync(docker.Reading, request, CancellationToken.None);

    public Task<StepResult> RemoveAsync(StepRequest request) =>
        request.Step == TeardownStep.SecretsAndFiles ? new FileRemoval(fence).RemoveAsync(request) : new ObjectRemoval(docker).WalkAsync(request);

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => new G25ProtectedUnchanged(docker).JudgeAsync(check);

    public Task<GateResult> CheckProductionAsync(ProductionRequest request, ProductionCapture captured) =>
        new G21ProductionUnchanged(production).JudgeAsync(request, captured);

    public Task WriteMarkAsync(RecordedRun run, ClosedMark mark) => ClosedMarkFile.WriteAsync(run, mark);
}
