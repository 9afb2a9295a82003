using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Reads the simulated place; none of it changes anything.</summary>
internal sealed class SimulatedPreflight(Place place, Plan plan) : IPreflightSteps
{
    public Task<PlanVerdict> JudgePlanAsync(PlanCheck check) => Task.FromResult(new PlanVerdict { Gate = Green(Gate.PlanValid), Plan = plan, Sha256 = PlanDigest.Compute(plan) });

    public Task<(GateResult Gate, PolicyCapture? Policy)> JudgePolicyAsync(PolicyCheck check) => Task.FromResult((Green(Gate.PlanPermitted), (PolicyCapture?)null));

    public Task<SlotGrant> TakeSlotAsync(RunRef run) => Task.FromResult(new SlotGrant { MostRuns = 1 });

    public Task<(GateResult Gate, EngineCapture Engine)> CheckEngineAsync() =>
        Task.FromResult((Green(Gate.EngineAnswers), new EngineCapture { Id = "engine", Version = "1", ApiVersion = "1.41", LiveRestore = false }));

    public Task<IReadOnlyList<ContainerCapture>> CaptureProtectedAsync(IReadOnlyList<string> names) =>
        Task.FromResult<IReadOnlyList<ContainerCapture>>([place.Surroundings.Protected]);

    public Task<CodeCapture> CaptureCodeAsync(Code code) => Task.FromResult(CodeOf(place, code));

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(Green(Gate.CodeAccepted));

    public Task<GateResult> CheckProductionAsync(ProductionRequest request) => Task.FromResult(Green(Gate.ProductionReadable));

    public Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request) => Task.FromResult(new ProductionCapture
    {
        Container = place.Surroundings.Production,
        SystemIdentifier = place.Surroundings.SystemIdentifier,
        Version = "17.12",
        SizeBytes = 1,
    });

    public Task<GateResult> CheckProductionRoleAsync(ProductionRequest request) => Task.FromResult(Green(Gate.ProductionRoleReadOnly));

    public Task<(GateResult Gate, ImagesCapture Images)> CheckImagesAsync(ImagesRequest request) =>
        Task.FromResult((Green(Gate.ImagesPresent), new ImagesCapture { DrImageId = "sha256:dr", HarnessImageId = "sha256:harness" }));

    public Task<IReadOnlyList<ContainerCapture>> CaptureWatchedAsync(IReadOnlyList<string> prefixes) =>
        Task.FromResult<IReadOnlyList<ContainerCapture>>([place.Surroundings.Watched]);

    public Task<GateResult> CheckNamesFreeAsync(NamesRequest request)
    {
        var (engine, names) = (place.Engine, request.Objects);
        EngineObject?[] standing = [engine.Container(names.DrContainer), engine.Container(names.HarnessContainer), engine.Volume(names.Volume), .. engine.Networks(names.Network)];
        return Task.FromResult(standing.OfType<EngineObject>().FirstOrDefault() is { } taken ? NameTaken.Red(taken.Kind, taken.Name, taken.Id, taken.Labels, request.Run)
            : place.IsOpen(WorkflowNames.TeardownId(request.Run.WorkflowId)) ? GateResult.Red(Gate.NamesFree, "the teardown of an earlier run", "closed", "open", "let it end")
            : Green(Gate.NamesFree));
    }

    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check) => Task.FromResult(place.Engine.File(check.WorkDirectory.Path) is { } taken && taken.Maker != check.Run.Nonce
        ? GateResult.Red(Gate.WorkDirectoryFit, $"directory '{taken.Name}'", "new, or ours", "not ours", "move it away")
        : Green(Gate.WorkDirectoryFit));

    public Task<InventoryCapture> CaptureInventoryAsync() => Task.FromResult(InventoryOf(place.Engine).Captured);

    public static CodeCapture CodeOf(Place place, Code code) =>
        new() { Repository = code.Repository, Commit = code.Commit, Clean = true, Fingerprint = place.Surroundings.Fingerprint, UntrackedFingerprint = "u" };

    public static Inventory InventoryOf(MemoryEngine engine)
    {
        return new Inventory { Containers = Lines(ObjectKind.Container), Volumes = Lines(ObjectKind.Volume), Networks = Lines(ObjectKind.Network) };

        Dictionary<string, IDictionary<string, string>?> Lines(ObjectKind kind) => engine.Objects.Where(t => t.Kind == kind)
            .ToDictionary(t => kind == ObjectKind.Volume ? t.Name : $"{t.Id} {t.Name}", IDictionary<string, string>? (t) => t.Labels);
    }

    private static GateResult Green(Gate gate) => GateResult.Green(gate, "the simulated subject", "green", "green");
}
