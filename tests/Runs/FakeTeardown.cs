using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Gates;
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
