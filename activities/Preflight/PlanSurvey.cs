using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;
using Microsoft.Extensions.DependencyInjection;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>What the captures and gates of preflight find now, on the Docker host, without a run. Reads only: not even an image is pulled.</summary>
public sealed class PlanSurvey
{
    private readonly IPreflight preflight;
    private readonly Manifest manifest;
    private readonly List<GateResult> gates = [];

    private PlanSurvey(IPreflight preflight, Manifest manifest) => (this.preflight, this.manifest) = (preflight, manifest);

    private Plan Plan => manifest.Plan;

    public static async Task<PlanState> TakeAsync(HostOptions host, Plan plan)
    {
        await using var services = new ServiceCollection().AddSingleton(host).AddDryRunActivities().BuildServiceProvider();

        // A run of its own, so that what is somebody's is seen to be somebody else's.
        var manifest = ManifestDerivation.Derive(plan, PlanDigest.Compute(plan), "dryrun plan", RunNonce.From(Guid.NewGuid()), DateTimeOffset.UtcNow);
        var state = await new PlanSurvey(services.GetRequiredService<IPreflight>(), manifest).TakeAsync();
        return state with { FreeBytes = new DriveInfo(PathRules.NearestExisting(host.WorkRoot)).AvailableFreeSpace };
    }

    private async Task<PlanState> TakeAsync()
    {
        IReadOnlyList<ContainerCapture> guarded = [], watched = [];
        ProductionCapture? production = null;
        await JudgeAsync("G-02", "Docker engine", async () => (await preflight.CheckEngineAsync(new EngineRequest())).Gate);
        await JudgeAsync("G-03", "protected containers", async () =>
        {
            guarded = (await preflight.CaptureProtectedAsync(new ProtectedRequest { Names = Plan.Protected })).Containers;
            return G03Protected.Judge(Plan.Protected, guarded);
        });
        await JudgeAsync("G-06", "accepted code", async () => await preflight.CheckCodeAsync(new CodeCheck
        {
            Code = Plan.Code,
            Captured = await preflight.CaptureCodeAsync(new CodeRequest { Code = Plan.Code }),
        }));
        var request = new ProductionRequest { Run = manifest.Run, Production = Plan.Production, Reuse = Plan.ReuseDump };
        if (await JudgeAsync("G-07", "production", () => preflight.CheckProductionAsync(request)))
        {
            await JudgeAsync("G-08", "production's role", async () =>
            {
                production = await preflight.CaptureProductionAsync(request);
                return await preflight.CheckProductionRoleAsync(request);
            });
        }

        await JudgeAsync("G-09", "images", async () => (await preflight.CheckImagesAsync(new ImagesRequest { DrImage = Plan.Dr.Image, HarnessImage = Plan.Harness?.Image })).Gate);
        await JudgeAsync("C-06", "watched services", async () =>
        {
            watched = (await preflight.CaptureWatchedAsync(new WatchedRequest { Prefixes = Plan.WatchedPrefixes })).Containers;
            return GateResult.Green("C-06", "watched services", "they can be read", $"{watched.Count} containers");
        });
        await JudgeAsync("G-04", "exact names", () => preflight.CheckNamesFreeAsync(new NamesRequest { Run = manifest.Run, Objects = Plan.Objects, WorkDirectory = Plan.WorkDirectory }));
        await JudgeAsync("G-05", "work directory", () => preflight.CheckWorkDirectoryAsync(new WorkDirectoryCheck
        {
            Run = manifest.Run,
            WorkDirectory = Plan.WorkDirectory,
            Repository = Plan.Code.Repository,
            ForbiddenPaths = Plan.ForbiddenPaths,
            ProductionBytes = production?.SizeBytes ?? 0,
            DataInMemoryMegabytes = Plan.Dr.DataInMemoryMegabytes,
        }));
        return new PlanState { Gates = gates, Protected = guarded, Watched = watched, Production = production };
    }

    /// <summary>What cannot be asked now is unknown; the rest is looked at all the same.</summary>
    private async Task<bool> JudgeAsync(string gate, string subject, Func<Task<GateResult>> look)
    {
        try
        {
            gates.Add(await look());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            gates.Add(GateResult.Unknown(gate, subject, fault.Message, "Mend that, or look from the Docker host as the worker's user: see `dryrun doctor`."));
        }

        return gates[^1].State == GateState.Green;
    }
}
