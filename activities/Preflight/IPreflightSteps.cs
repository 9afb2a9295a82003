using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>What preflight looks at: the engine, production, the code, the host. Nothing here knows of runs' journals.</summary>
internal interface IPreflightSteps
{
    Task<PlanVerdict> JudgePlanAsync(PlanCheck check);

    /// <summary>G-31, by the policy as its file is now; without a capture where the host has none, or none that can be read.</summary>
    Task<(GateResult Gate, PolicyCapture? Policy)> JudgePolicyAsync(PolicyCheck check);

    Task<SlotGrant> TakeSlotAsync(RunRef run);

    Task<(GateResult Gate, EngineCapture Engine)> CheckEngineAsync();

    Task<IReadOnlyList<ContainerCapture>> CaptureProtectedAsync(IReadOnlyList<string> names);

    Task<CodeCapture> CaptureCodeAsync(Code code);

    Task<GateResult> CheckCodeAsync(CodeCheck check);

    Task<GateResult> CheckProductionAsync(ProductionRequest request);

    Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request);

    Task<GateResult> CheckProductionRoleAsync(ProductionRequest request);

    Task<(GateResult Gate, ImagesCapture Images)> CheckImagesAsync(ImagesRequest request);

    Task<IReadOnlyList<ContainerCapture>> CaptureWatchedAsync(IReadOnlyList<string> prefixes);

    Task<GateResult> CheckNamesFreeAsync(NamesRequest request);

    Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check);

    Task<InventoryCapture> CaptureInventoryAsync();
}
