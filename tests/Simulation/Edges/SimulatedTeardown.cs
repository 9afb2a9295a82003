using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>The seven steps on the simulated machine.</summary>
internal sealed class SimulatedTeardown(Place place) : ITeardown
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request)
    {
        place.Fences.Close(request.Run.Nonce);
        place.Of(request.Run.Nonce).LastLook = place.Agenda.Now;
        return Task.FromResult(SimulatedProvision.Identities(place.Machine, request));
    }

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => Task.FromResult(Removal.Walk(place, request));

    public Task<StepResult> RemoveDrAsync(StepRequest request) => Task.FromResult(Removal.Walk(place, request));

    public Task<StepResult> RemoveVolumesAsync(StepRequest request) => Task.FromResult(Removal.Walk(place, request));

    public Task<StepResult> RemoveNetworkAsync(StepRequest request) => Task.FromResult(Removal.Walk(place, request));

    public Task<StepResult> ShredAsync(StepRequest request)
    {
        place.Fences.Close(request.Run.Nonce);
        return Task.FromResult(Removal.Walk(place, request));
    }

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => Task.FromResult(UnchangedGate.Gate(
        "G-25", "protected containers", "identical to C-01", "identical", [.. check.Captured.SelectMany(c => CaptureComparison.Whole(c, place.Surroundings.Protected))]));

    public Task<GateResult> CheckProductionAsync(ProductionCheck check) => Task.FromResult(place.Surroundings.SystemIdentifier == check.Captured.SystemIdentifier
        ? GateResult.Green("G-21", "production", check.Captured.SystemIdentifier, "the same")
        : GateResult.Red("G-21", "production", check.Captured.SystemIdentifier, place.Surroundings.SystemIdentifier, "find out who replaced it"));

    public Task CloseAsync(ClosedMark mark) => Task.CompletedTask;
}
