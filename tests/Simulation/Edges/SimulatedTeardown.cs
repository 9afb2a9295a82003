using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>The seven steps on the simulated place.</summary>
internal sealed class SimulatedTeardown(Place place) : ITeardownSteps
{
    public Task CloseFenceAsync(RunRef run)
    {
        place.Fences.Close(run.Nonce);
        return Task.CompletedTask;
    }

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request)
    {
        place.Of(request.Run.Nonce).LastLook = place.Agenda.Now;
        return Task.FromResult(MemoryCreation.Identities(place.Engine, request));
    }

    public Task<StepResult> RemoveAsync(StepRequest request)
    {
        if (request.Step == TeardownStep.SecretsAndFiles)
        {
            place.Fences.Close(request.Run.Nonce);
        }

        return Task.FromResult(MemoryRemoval.Remove(place.Engine, request));
    }

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => Task.FromResult(UnchangedGate.Compare(
        Gate.ProtectedUnchanged, "protected containers", "identical to C-01", "identical", [.. check.Captured.SelectMany(c => CaptureComparison.CompareAll(c, place.Surroundings.Protected))]));

    public Task<GateResult> CheckProductionAsync(ProductionRequest request, ProductionCapture captured) => Task.FromResult(place.Surroundings.SystemIdentifier == captured.SystemIdentifier
        ? GateResult.Green(Gate.ProductionUnchanged, "production", captured.SystemIdentifier, "the same")
        : GateResult.Red(Gate.ProductionUnchanged, "production", captured.SystemIdentifier, place.Surroundings.SystemIdentifier, "find out who replaced it"));

    public Task WriteMarkAsync(RecordedRun run, ClosedMark mark) => Task.CompletedTask;
}
