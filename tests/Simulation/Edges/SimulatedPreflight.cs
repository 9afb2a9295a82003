using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Reads the simulated place; none of it changes anything.</summary>
internal sealed class SimulatedPreflight(Place place, Plan plan) : IPreflight
{
    public Task<PlanVerdict> CheckPlanAsync(StartInput request) => Task.FromResult(new PlanVerdict { Gate = Green("G-01"), Plan = plan, Sha256 = PlanDigest.Compute(plan) });

    public Task<SlotGrant> TakeTurnAsync(SlotRequest request) => Task.FromResult(new SlotGrant { MostRuns = 1 });

    public Task<EngineVerdict> CheckEngineAsync(EngineRequest request) => Task.FromResult(new EngineVerdict
    {
        Gate = Green("G-02"),
        Engine = new EngineCapture { Id = "engine", Version = "1", ApiVersion = "1.41", LiveRestore = false },
    });

    public Task<ContainersCaptured> CaptureProtectedAsync(ProtectedRequest request) => Task.FromResult(new ContainersCaptured { Containers = [place.Surroundings.Protected] });

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => Task.FromResult(Green("G-03"));

    public Task<CodeCapture> CaptureCodeAsync(CodeRequest request) => Task.FromResult(CodeOf(place, request.Code));

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(Green("G-06"));

    public Task<GateResult> CheckProductionAsync(ProductionRequest request) => Task.FromResult(Green("G-07"));

    public Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request) => Task.FromResult(new ProductionCapture
    {
        Container = place.Surroundings.Production,
        SystemIdentifier = place.Surroundings.SystemIdentifier,
        Version = "17.12",
        SizeBytes = 1,
    });

    public Task<GateResult> CheckProductionRoleAsync(ProductionRequest request) => Task.FromResult(Green("G-08"));

    public Task<ImagesVerdict> CheckImagesAsync(ImagesRequest request) =>
        Task.FromResult(new ImagesVerdict { Gate = Green("G-09"), DrImageId = "sha256:dr", HarnessImageId = "sha256:harness" });

    public Task<ContainersCaptured> CaptureWatchedAsync(WatchedRequest request) => Task.FromResult(new ContainersCaptured { Containers = [place.Surroundings.Watched] });

    public Task<GateResult> CheckNamesFreeAsync(NamesRequest request)
    {
        var (machine, names) = (place.Machine, request.Objects);
        Thing?[] standing = [machine.Container(names.DrContainer), machine.Container(names.HarnessContainer), machine.Volume(names.Volume), .. machine.Networks(names.Network)];
        return Task.FromResult(standing.OfType<Thing>().FirstOrDefault() is { } taken ? NameTaken.Red(taken.Kind, taken.Name, taken.Id, taken.Labels, request.Run) : Green("G-04"));
    }

    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check) => Task.FromResult(place.Machine.File(check.WorkDirectory.Path) is { } taken && taken.Maker != check.Run.Nonce
        ? GateResult.Red("G-05", $"directory '{taken.Name}'", "new, or ours", "not ours", "move it away")
        : Green("G-05"));

    public Task<InventoryCapture> CaptureInventoryAsync(InventoryRequest request) => Task.FromResult(InventoryOf(place.Machine).Captured);

    public static CodeCapture CodeOf(Place place, Code code) =>
        new() { Repository = code.Repository, Commit = code.Commit, Clean = true, Fingerprint = place.Surroundings.Fingerprint, UntrackedFingerprint = "u" };

    public static Inventory InventoryOf(Machine machine)
    {
        return new Inventory { Containers = Lines(ObjectKind.Container), Volumes = Lines(ObjectKind.Volume), Networks = Lines(ObjectKind.Network) };

        Dictionary<string, IDictionary<string, string>?> Lines(ObjectKind kind) => machine.Things.Where(t => t.Kind == kind)
            .ToDictionary(t => kind == ObjectKind.Volume ? t.Name : $"{t.Id} {t.Name}", IDictionary<string, string>? (t) => t.Labels);
    }

    private static GateResult Green(string gate) => GateResult.Green(gate, "the simulated subject", "green", "green");
}
