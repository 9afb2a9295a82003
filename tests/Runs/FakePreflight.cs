using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Everything preflight looks at is as the plan wants it, but for the gates that are to be red.</summary>
internal sealed class FakePreflight(FakeWorld world, Plan plan) : IPreflightSteps
{
    public Task<PlanVerdict> JudgePlanAsync(PlanCheck check) => world.DoAsync<IPreflight, PlanVerdict>(
        () => world.GateOf<IPreflight>(Gate.PlanValid, nameof(IPreflight.AcceptPlanAsync)) is { State: GateState.Green } green
            ? new() { Gate = green, Plan = plan, Sha256 = PlanDigest.Compute(plan) }
            : new() { Gate = world.GateOf<IPreflight>(Gate.PlanValid, nameof(IPreflight.AcceptPlanAsync)) },
        nameof(IPreflight.AcceptPlanAsync));

    /// <summary>In the same activity as G-01, so it is planted red by its own id.</summary>
    public Task<(GateResult Gate, PolicyCapture? Policy)> JudgePolicyAsync(PolicyCheck check) => Task.FromResult((
        world.Red.ContainsKey(Gate.PlanPermitted.Id)
            ? GateResult.Red(Gate.PlanPermitted, "the fake's policy", "it permits the plan", "planted red", "take the plant away")
            : GateResult.Green(Gate.PlanPermitted, "the fake's policy", "it permits the plan", "it does"),
        (PolicyCapture?)new PolicyCapture { File = "/etc/dryrun/policy.json", Sha256 = new string('a', 64) }));

    public Task<SlotGrant> TakeSlotAsync(RunRef run) => world.DoAsync<IPreflight, SlotGrant>(() => new() { MostRuns = 1 });

    public Task<(GateResult Gate, EngineCapture Engine)> CheckEngineAsync() => world.DoAsync<IPreflight, (GateResult, EngineCapture)>(() =>
        (world.GateOf<IPreflight>(Gate.EngineAnswers, nameof(CheckEngineAsync)), new EngineCapture { Id = "engine", Version = "1", ApiVersion = "1.41", LiveRestore = false }));

    public Task<IReadOnlyList<ContainerCapture>> CaptureProtectedAsync(IReadOnlyList<string> names) =>
        world.DoAsync<IPreflight, IReadOnlyList<ContainerCapture>>(() => world.Red.ContainsKey("G-03") ? [] : [.. names.Select(Container)]);

    public Task<CodeCapture> CaptureCodeAsync(Code code) => world.DoAsync<IPreflight, CodeCapture>(() => new()
    {
        Repository = code.Repository,
        Commit = code.Commit,
        Clean = true,
        Fingerprint = "f",
        UntrackedFingerprint = "u",
    });

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => world.GateAsync<IPreflight>(Gate.CodeAccepted);

    public Task<GateResult> CheckProductionAsync(ProductionRequest request) => world.GateAsync<IPreflight>(Gate.ProductionReadable);

    public Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request) =>
        world.DoAsync<IPreflight, ProductionCapture>(() => new() { SystemIdentifier = "7000000000000000001", Version = "17.12", SizeBytes = 1 });

    public Task<GateResult> CheckProductionRoleAsync(ProductionRequest request) => world.GateAsync<IPreflight>(Gate.ProductionRoleReadOnly);

    public Task<(GateResult Gate, ImagesCapture Images)> CheckImagesAsync(ImagesRequest request) => world.DoAsync<IPreflight, (GateResult, ImagesCapture)>(() =>
        (world.GateOf<IPreflight>(Gate.ImagesPresent, nameof(CheckImagesAsync)),
            new ImagesCapture { DrImageId = $"sha256:{new string('d', 64)}", HarnessImageId = $"sha256:{new string('e', 64)}" }));

    public Task<IReadOnlyList<ContainerCapture>> CaptureWatchedAsync(IReadOnlyList<string> prefixes) =>
        world.DoAsync<IPreflight, IReadOnlyList<ContainerCapture>>(() => [.. prefixes.Select(p => Container($"{p}one"))]);

    /// <summary>Asks Temporal as the real one does: what a run may not share is its workflow id's teardown, too.</summary>
    public Task<GateResult> CheckNamesFreeAsync(NamesRequest request) => world.DoAsync<IPreflight, GateResult>(async () =>
        await OpenTeardown.HoldersAsync(request.Run, id => WorkflowExecutions.IsOpenAsync(ActivityExecutionContext.Current.TemporalClient, id)) is { Count: > 0 } open
            ? NameHolder.Judge(request, open)
            : world.GateOf<IPreflight>(Gate.NamesFree, nameof(CheckNamesFreeAsync)));

    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check) => world.GateAsync<IPreflight>(Gate.WorkDirectoryFit);

    public Task<InventoryCapture> CaptureInventoryAsync() =>
        world.DoAsync<IPreflight, InventoryCapture>(() => new() { Containers = ["c prod"], Volumes = [], Networks = [] });

    private static ContainerCapture Container(string name) =>
        new() { Name = name, Id = $"id of {name}", Image = "sha256:i", StartedAt = "t", RestartCount = 0, State = "running" };
}
