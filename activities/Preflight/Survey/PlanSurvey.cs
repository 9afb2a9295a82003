using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.Preflight.Production;
using DotIuCutter.Temporal.Activities.Preflight.WorkDirectories;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Activities.Preflight.Survey;

/// <summary>What the captures and gates of preflight find now, on the Docker host, without a run. Reads only: not even an image is pulled.</summary>
public sealed class PlanSurvey
{
    private readonly HostOptions host;
    private readonly DockerEngine docker;
    private readonly ProductionReader production;
    private readonly Plan written;
    private readonly Manifest manifest;
    private readonly List<SurveyFinding> findings = [];

    private PlanSurvey(HostOptions host, DockerEngine docker, ProductionReader production, Plan written, Manifest manifest) =>
        (this.host, this.docker, this.production, this.written, this.manifest) = (host, docker, production, written, manifest);

    private Plan Plan => manifest.Plan;

    public static async Task<PlanState> TakeAsync(HostOptions host, Plan plan)
    {
        using var docker = new DockerEngine(host);

        // A run of its own, so that what belongs to another run is seen to.
        var manifest = ManifestDerivation.Derive(plan, PlanDigest.Compute(plan), "dryrun plan", RunNonce.From(Guid.NewGuid()), DateTimeOffset.UtcNow);
        var state = await new PlanSurvey(host, docker, new ProductionReader(host, docker), plan, manifest).TakeAsync();
        return state with { FreeBytes = new DriveInfo(PathRules.NearestExisting(host.WorkRoot)).AvailableFreeSpace };
    }

    private async Task<PlanState> TakeAsync()
    {
        // Without a policy it is the operator's own look at a plan that may not be in the directory yet.
        var check = new PolicyCheck { Plan = written, Sha256 = manifest.PlanSha256 };
        if (!await JudgeAsync(Gate.PlanPermitted, "policy", async () => (await new G31Policy(host).JudgeAsync(check, CurrentActivity.Cancel)).Gate) && host.Policy is not null)
        {
            return new PlanState { Gates = findings, Permitted = false, Protected = [], Watched = [] };
        }

        IReadOnlyList<ContainerCapture> guarded = [], watched = [];
        ProductionCapture? read = null;
        await JudgeAsync(Gate.EngineAnswers, "Docker engine", async () => (await new G02Engine(host, docker).JudgeAsync()).Gate);
        await JudgeAsync(Gate.ProtectedPresent, "protected containers", async () =>
        {
            guarded = await new C01Protected(docker).CaptureAsync(Plan.Protected);
            return G03Protected.Judge(Plan.Protected, guarded);
        });
        await JudgeAsync(Gate.CodeAccepted, "accepted code", () =>
            Task.FromResult(AcceptedCode.Judge(new CodeCheck { Code = Plan.Code, Captured = CodeReader.Read(Plan.Code.Repository) })));
        var request = PreflightRequests.Production(manifest);
        if (await JudgeAsync(Gate.ProductionReadable, "production", () => new G07Production(host, production).JudgeAsync(request)))
        {
            await JudgeAsync(Gate.ProductionRoleReadOnly, "production's role", async () =>
            {
                read = await new C03Production(production).CaptureAsync(request);
                return await new G08ProductionRole(production).JudgeAsync(request);
            });
        }

        var images = PreflightRequests.Images(Plan) with { PullDr = false, PullHarness = false };
        await JudgeAsync(Gate.ImagesPresent, "images", async () => (await new G09Images(docker).JudgeAsync(images)).Gate);
        await LookAsync("C-06", "watched services", async () =>
        {
            watched = await WatchedContainers.CaptureAsync(docker.Reading, Plan.WatchedPrefixes, CurrentActivity.Cancel);
            return SurveyFinding.Holds("C-06", "watched services", "they can be read", $"{watched.Count} containers");
        });
        await JudgeAsync(Gate.NamesFree, "exact names", () => new G04NamesFree(host, docker).JudgeAsync(PreflightRequests.Names(manifest), isOpen: null));
        await JudgeAsync(Gate.WorkDirectoryFit, "work directory", () =>
            Task.FromResult(new G05WorkDirectory(host).Judge(PreflightRequests.WorkDirectory(manifest, read?.SizeBytes ?? 0))));
        return new PlanState { Gates = findings, Protected = guarded, Watched = watched, Production = read };
    }

    private Task<bool> JudgeAsync(Gate gate, string subject, Func<Task<GateResult>> look) =>
        LookAsync(gate.Id, subject, async () => SurveyFinding.From(await look()));

    /// <summary>What cannot be asked now is unknown; the rest is looked at all the same.</summary>
    private async Task<bool> LookAsync(string id, string subject, Func<Task<SurveyFinding>> look)
    {
        try
        {
            findings.Add(await look());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            findings.Add(SurveyFinding.Unknown(id, subject, fault.Message, "Mend that, or look from the Docker host as the worker's user: see `dryrun doctor`."));
        }

        return findings[^1].State == GateState.Green;
    }
}
