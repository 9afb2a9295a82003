using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>Preflight as the workflow asks for it: each step reads the run from its host, looks, and writes to the run's journal.</summary>
internal sealed class PreflightActivities(IPreflightSteps steps, IRunStore runs) : IPreflight
{
    public async Task<PlanAnswer> AcceptPlanAsync(PlanCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var verdict = await steps.JudgePlanAsync(check);
        if (verdict is not { Plan: { } plan, Sha256: { } sha256 })
        {
            return new PlanAnswer { Gate = GateAnswer.InFull(verdict.Gate) };
        }

        var manifest = ManifestDerivation.Derive(plan, sha256, check.WorkflowId, check.Nonce, check.StartedAt);
        var run = await runs.AcceptAsync(manifest, CurrentActivity.Cancel);
        var valid = await run.JudgeAsync(verdict.Gate);
        var (permitted, policy) = await steps.JudgePolicyAsync(new PolicyCheck { Plan = plan, Sha256 = sha256 });
        var answer = await run.JudgeAsync(permitted, policy is null ? [] : [new Captured { Policy = policy }]);
        return new PlanAnswer { Gate = valid, Policy = answer, Plan = AcceptedPlans.From(manifest) };
    }

    public async Task<SlotGrant> TakeSlotAsync(RunInput run) => await steps.TakeSlotAsync((await OpenAsync(run)).Ref);

    public async Task<GateAnswer> CheckEngineAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var (gate, engine) = await steps.CheckEngineAsync();
        return await recorded.JudgeAsync(gate, new Captured { Engine = engine });
    }

    public async Task<GateAnswer> CaptureProtectedAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var names = recorded.Plan.Protected;
        var captured = await steps.CaptureProtectedAsync(names);
        return await recorded.JudgeAsync(G03Protected.Judge(names, captured), new Captured { Protected = captured });
    }

    public async Task CaptureCodeAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new Captured { Code = await steps.CaptureCodeAsync(recorded.Plan.Code) });
    }

    public async Task<GateAnswer> CheckCodeAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await steps.CheckCodeAsync(new CodeCheck { Code = recorded.Plan.Code, Captured = recorded.Captured(j => j.Code, "C-02") }));
    }

    public async Task<GateAnswer> CheckProductionAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await steps.CheckProductionAsync(ProductionOf(recorded)));
    }

    public async Task CaptureProductionAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new Captured { Production = await steps.CaptureProductionAsync(ProductionOf(recorded)) });
    }

    public async Task<GateAnswer> CheckProductionRoleAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await steps.CheckProductionRoleAsync(ProductionOf(recorded)));
    }

    public async Task<GateAnswer> CheckImagesAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var (gate, images) = await steps.CheckImagesAsync(PreflightRequests.Images(recorded.Plan));
        return await recorded.JudgeAsync(gate, new Captured { Images = images });
    }

    public async Task CaptureWatchedAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new Captured { Watched = await steps.CaptureWatchedAsync(recorded.Plan.WatchedPrefixes) });
    }

    public async Task<GateAnswer> CheckNamesFreeAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await steps.CheckNamesFreeAsync(PreflightRequests.Names(recorded.Manifest)));
    }

    public async Task<GateAnswer> CheckWorkDirectoryAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await steps.CheckWorkDirectoryAsync(PreflightRequests.WorkDirectory(recorded.Manifest, recorded.Journal.Production?.SizeBytes ?? 0)));
    }

    public async Task CaptureInventoryAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new Captured { Inventory = await steps.CaptureInventoryAsync() });
    }

    private static ProductionRequest ProductionOf(RecordedRun run) => PreflightRequests.Production(run.Manifest);

    private Task<RecordedRun> OpenAsync(RunInput run) => runs.OpenPermittedAsync(run.Run, CurrentActivity.Cancel);
}
