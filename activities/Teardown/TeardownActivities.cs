using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>
/// Teardown as the workflow asks for it. What a step destroys is what the run's manifest and journal on this host say is still open; what became of it is
/// in the journal before the step answers.
/// </summary>
internal sealed class TeardownActivities(ITeardownSteps steps, IRunStore runs) : ITeardown
{
    public async Task<TeardownView> CaptureIdentitiesAsync(RunInput run)
    {
        var recorded = await OpenAsync(run.Run);

        // First the fence: a create that is still under way elsewhere ends before it closes, and none begins after.
        await steps.CloseFenceAsync(recorded.Ref);
        var names = new NamesRequest { Run = recorded.Ref, Objects = recorded.Plan.Objects };
        await recorded.AppendAsync(new Identified { Capture = await steps.CaptureIdentitiesAsync(names) });
        return await ViewAsync(recorded);
    }

    public Task<StepAnswer> RemoveHarnessAsync(RunInput run) => WalkAsync(run, TeardownStep.HarnessContainer);

    public Task<StepAnswer> RemoveDrAsync(RunInput run) => WalkAsync(run, TeardownStep.DrContainer);

    public Task<StepAnswer> RemoveVolumesAsync(RunInput run) => WalkAsync(run, TeardownStep.DrVolumes);

    public Task<StepAnswer> RemoveNetworkAsync(RunInput run) => WalkAsync(run, TeardownStep.Network);

    public Task<StepAnswer> ShredAsync(RunInput run) => WalkAsync(run, TeardownStep.SecretsAndFiles);

    public async Task<GateAnswer> CheckProtectedAsync(RunInput run)
    {
        var recorded = await OpenAsync(run.Run);
        var check = new ProtectedCheck { Names = recorded.Plan.Protected, Captured = recorded.Captured(j => j.Protected, "C-01") };
        return await recorded.JudgeAsync(await steps.CheckProtectedAsync(check));
    }

    public async Task<GateAnswer> CheckProductionAsync(RunInput run)
    {
        var recorded = await OpenAsync(run.Run);
        var request = new ProductionRequest { Run = recorded.Ref, Production = recorded.Plan.Production };
        return await recorded.JudgeAsync(await steps.CheckProductionAsync(request, recorded.Captured(j => j.Production, "C-03")));
    }

    public async Task<TeardownView> LookAsync(RunInput run) => View(await OpenAsync(run.Run));

    public async Task<TeardownView> AcknowledgeAsync(AcknowledgeStep request)
    {
        var recorded = await OpenAsync(request.Run);
        await recorded.AppendAsync(new Acknowledged { Residual = request.Residual, Reason = request.Reason });
        return await ViewAsync(recorded);
    }

    public async Task<TeardownSummary> CloseAsync(CloseStep request) => await TeardownClosing.CloseAsync(await OpenAsync(request.Run), request, steps);

    private async Task<StepAnswer> WalkAsync(RunInput run, TeardownStep step)
    {
        var recorded = await OpenAsync(run.Run);
        var request = new StepRequest { Run = recorded.Ref, Step = step, Objects = recorded.Ledger.OpenIn(step), Paths = step == TeardownStep.SecretsAndFiles ? recorded.Manifest.Paths : null };
        var result = await steps.RemoveAsync(request);
        await recorded.AppendAsync(new Removed { Result = result });
        var entries = (await recorded.ReadAgainAsync(CancellationToken.None)).Ledger.In(step);
        StepFailure.ThrowIfLeft(result, entries);
        return new StepAnswer { Entries = entries };
    }

    private static async Task<TeardownView> ViewAsync(RecordedRun recorded) => View(await recorded.ReadAgainAsync(CancellationToken.None));

    private static TeardownView View(RecordedRun now) => new()
    {
        Run = now.Ref,
        Ledger = now.Ledger,
        Residuals = OpenResiduals.Find(now.Ledger, now.Journal.Gates, now.Journal.Entries),
        AcknowledgedAssertions = [.. AcknowledgedResiduals.Assertions(now.Journal.Entries).Select(a => a.Residual)],
    };

    private Task<RecordedRun> OpenAsync(string run) => runs.OpenAsync(run, CancellationToken.None);
}
