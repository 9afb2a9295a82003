using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Destroys what is there in memory.</summary>
internal sealed class FakeTeardown(FakeWorld world) : ITeardownSteps
{
    public Task CloseFenceAsync(RunRef run) => Task.CompletedTask;

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => world.DoAsync<ITeardown, DrCapture>(() => MemoryCreation.Identities(world.Engine, request));

    public Task<StepResult> RemoveAsync(StepRequest request)
    {
        world.Asked.Enqueue(request);
        return world.DoAsync<ITeardown, StepResult>(() => MemoryRemoval.Remove(world.Engine, request), request.Step switch
        {
            TeardownStep.HarnessContainer => nameof(ITeardown.RemoveHarnessAsync),
            TeardownStep.DrContainer => nameof(ITeardown.RemoveDrAsync),
            TeardownStep.DrVolumes => nameof(ITeardown.RemoveVolumesAsync),
            TeardownStep.Network => nameof(ITeardown.RemoveNetworkAsync),
            _ => nameof(ITeardown.ShredAsync),
        });
    }

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check)
    {
        world.Asked.Enqueue(check);
        return world.GateAsync<ITeardown>(Gate.ProtectedUnchanged);
    }

    public Task<GateResult> CheckProductionAsync(ProductionRequest request, ProductionCapture captured)
    {
        world.Asked.Enqueue(captured);
        return world.GateAsync<ITeardown>(Gate.ProductionUnchanged);
    }

    public Task WriteMarkAsync(RecordedRun run, ClosedMark mark) => world.DoAsync<ITeardown, int>(
        async () =>
        {
            await (world.Host is null ? Task.CompletedTask : ClosedMarkFile.WriteAsync(run, mark));
            return 0;
        },
        nameof(ITeardown.CloseAsync));
}
