using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>What teardown looks at and destroys. Nothing here knows of runs' journals.</summary>
internal interface ITeardownSteps
{
    /// <summary>A create that is still under way elsewhere ends before this returns, and none begins after.</summary>
    Task CloseFenceAsync(RunRef run);

    Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request);

    /// <summary>Attempts every object of a step; none is left without an answer.</summary>
    Task<StepResult> RemoveAsync(StepRequest request);

    Task<GateResult> CheckProtectedAsync(ProtectedCheck check);

    Task<GateResult> CheckProductionAsync(ProductionRequest request, ProductionCapture captured);

    /// <summary>Writes closed.json for people, or reclosed.json of a run that was open again.</summary>
    Task WriteMarkAsync(RecordedRun run, ClosedMark mark);
}
