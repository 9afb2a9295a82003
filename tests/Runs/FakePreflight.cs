using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakePreflight(FakeWorld world, Plan plan) : IPreflight
{
    public Task<PlanVerdict> CheckPlanAsync(StartInput request) => world.DoAsync<IPreflight, PlanVerdict>(async () =>
    {
        world.Document = request.Plan is null ? await AskedOfRun.AnswerAsync(run => run.PlanDocument, "been given a plan document", ActivityExecutionContext.Current.CancellationToken) : null;
        return new()
        {
            Gate = world.GateOf<IPreflight>("G-01", nameof(CheckPlanAsync)),
            Plan = request.Plan is null ? null : plan,
            Sha256 = PlanDigest.Compute(plan),
        };
    });

    public Task<SlotGrant> TakeTurnAsync(SlotRequest request) => world.DoAsync<IPreflight, SlotGrant>(() => new() { MostRuns = 1 });

    public Task<EngineVerdict> CheckEngineAsync(EngineRequest request) => world.DoAsync<IPreflight, EngineVerdict>(() => new()
    {
        Gate = world.GateOf<IPreflight>("G-02", nameof(CheckEngineAsync)),
        Engine = new EngineCapture { Id = "engine", Version = "1", ApiVersion = "1.41", LiveRestore = false },
    });

    public Task<ContainersCaptured> CaptureProtectedAsync(ProtectedRequest request) => world.DoAsync<IPreflight, ContainersCaptured>(() => new() { Containers = world.Red.ContainsKey("G-03") ? [] : [.. request.Names.Select(Container)] });

    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => world.GateAsync<IPreflight>("G-03");

    public Task<CodeCapture> CaptureCodeAsync(CodeRequest request) => world.DoAsync<IPreflight, CodeCapture>(() => new()
    {
        Repository = plan.Code.Repository,
        Commit = plan.Code.Commit,
        Clean = true,
        Fingerprint = "f",
        UntrackedFingerprint = "u",
    });

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => world.GateAsync<IPreflight>("G-06");

    public Task<GateResult> CheckProductionAsync(ProductionRequest request) => world.GateAsync<IPreflight>("G-07");

    public Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request) =>
        world.DoAsync<IPreflight, ProductionCapture>(() => new() { SystemIdentifier = "7000000000000000001", Version = "17.12", SizeBytes = 1 });

    public Task<GateResult> CheckProductionRoleAsync(ProductionRequest request) => world.GateAsync<IPreflight>("G-08");

    public Task<ImagesVerdict> CheckImagesAsync(ImagesRequest request) => world.DoAsync<IPreflight, ImagesVerdict>(() => new()
    {
        Gate = world.GateOf<IPreflight>("G-09", nameof(CheckImagesAsync)),
        DrImageId = $"sha256:{new string('d', 64)}",
        HarnessImageId = $"sha256:{new string('e', 64)}",
    });

    public Task<ContainersCaptured> CaptureWatchedAsync(WatchedRequest request) => world.DoAsync<IPreflight, ContainersCaptured>(() => new() { Containers = [.. request.Prefixes.Select(p => Container($"{p}one"))] });

    public Task<GateResult> CheckNamesFreeAsync(NamesRequest request) => world.GateAsync<IPreflight>("G-04");

    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check) => world.GateAsync<IPreflight>("G-05");

    public Task<InventoryCapture> CaptureInventoryAsync(InventoryRequest request) =>
        world.DoAsync<IPreflight, InventoryCapture>(() => new() { Containers = ["c prod"], Volumes = [], Networks = [] });

    private static ContainerCapture Container(string name) =>
        new() { Name = name, Id = $"id of {name}", Image = "sha256:i", StartedAt = "t", RestartCount = 0, State = "running" };
}
