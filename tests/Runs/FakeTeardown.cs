using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeTeardown(FakeWorld world) : ITeardown
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => world.DoAsync<ITeardown, DrCapture>(() => world.Identities(request.Objects));

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => world.DoAsync<ITeardown, StepResult>(() => world.Remove(request));

    public Task<StepResult> RemoveDrAsync(StepRequest request) => world.DoAsync<ITeardown, StepResult>(() => world.Remove(request));

    public Task<StepResult> RemoveVolumesAsync(StepRequest request) => world.DoAsync<ITeardown, StepResult>(() => world.Remove(request));

    public Task<StepResult> RemoveNetworkAsync(StepRequest request) => world.DoAsync<ITeardown, StepResult>(() => world.Remove(request));

    public Task<StepResult> ShredAsync(StepRequest request) => world.DoAsync<ITeardown, StepResult>(() => world.Remove(request));

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => world.GateAsync<ITeardown>("G-25");

    public Task<GateResult> CheckProductionAsync(ProductionCheck check) => world.GateAsync<ITeardown>("G-21");

    public Task CloseAsync(ClosedMark mark) => world.DoAsync<ITeardown, int>(async () =>
    {
        await (world.Host is { } host ? new TeardownActivities(null!, null!, null!, host.Evidence).CloseAsync(mark) : Task.CompletedTask);
        return 0;
    });
}
