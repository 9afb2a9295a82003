using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeTeardown(FakeWorld world) : ITeardown
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => world.DoAsync<ITeardown, DrCapture>(() => world.Identities(request.Objects));

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => RemoveAsync(request);

    public Task<StepResult> RemoveDrAsync(StepRequest request) => RemoveAsync(request);

    public Task<StepResult> RemoveVolumesAsync(StepRequest request) => RemoveAsync(request);

    public Task<StepResult> RemoveNetworkAsync(StepRequest request) => RemoveAsync(request);

    public Task<StepResult> ShredAsync(StepRequest request) => RemoveAsync(request);

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => GateAsync("G-25", check);

    public Task<GateResult> CheckProductionAsync(ProductionCheck check) => GateAsync("G-21", check);

    public Task CloseAsync(ClosedMark mark) => world.DoAsync<ITeardown, int>(async () =>
    {
        await (world.Host is { } host ? new TeardownActivities(null!, null!, null!, host.Evidence).CloseAsync(mark) : Task.CompletedTask);
        return 0;
    });

    private Task<StepResult> RemoveAsync(StepRequest request, [CallerMemberName] string method = "")
    {
        world.Asked.Enqueue(request);
        return world.DoAsync<ITeardown, StepResult>(() => world.Remove(request), method);
    }

    private Task<GateResult> GateAsync(string gate, object check, [CallerMemberName] string method = "")
    {
        world.Asked.Enqueue(check);
        return world.GateAsync<ITeardown>(gate, method);
    }
}
