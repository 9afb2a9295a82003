using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>Provisioning as the workflow asks for it: each step reads the run from its host, works, and writes to the run's journal.</summary>
internal sealed class ProvisionActivities(IProvisionSteps steps, IRunStore runs) : IProvision
{
    public async Task RecordManifestAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new ManifestRecorded { Sha256 = await steps.RecordManifestAsync(recorded) });
    }

    public Task<CreationAnswer> MakeWorkDirectoryAsync(RunInput run) =>
        CreateAsync(run, ObjectKind.Path, plan => plan.WorkDirectory.Path, r => steps.MakeWorkDirectoryAsync(ProvisionRequests.WorkDirectory(r)));

    public Task<CreationAnswer> CreateNetworkAsync(RunInput run) =>
        CreateAsync(run, ObjectKind.Network, plan => plan.Objects.Network, r => steps.CreateNetworkAsync(ProvisionRequests.Network(r)));

    public Task<CreationAnswer> CreateVolumeAsync(RunInput run) =>
        CreateAsync(run, ObjectKind.Volume, plan => plan.Objects.Volume, r => steps.CreateVolumeAsync(ProvisionRequests.Volume(r)));

    public Task<CreationAnswer> CreateDrAsync(RunInput run) =>
        CreateAsync(run, ObjectKind.Container, plan => plan.Objects.DrContainer, r => steps.CreateDrAsync(ProvisionRequests.Dr(r)));

    public async Task StartDrAsync(RunInput run) => await steps.StartDrAsync((await OpenAsync(run)).Dr());

    public async Task<Ledger> CaptureIdentitiesAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        await recorded.AppendAsync(new Identified { Capture = await steps.CaptureIdentitiesAsync(ProvisionRequests.Names(recorded)) });
        return (await recorded.ReadAgainAsync(CurrentActivity.Cancel)).Ledger;
    }

    public async Task<GateAnswer> CheckIdentityAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var verdict = await steps.CheckIdentityAsync(ProvisionRequests.Identity(recorded));
        return await recorded.JudgeAsync(verdict.Gate, new Copied { DrSystemIdentifier = verdict.SystemIdentifier });
    }

    public Task<GateAnswer> CheckShapeAsync(RunInput run) => JudgeAsync(run, r => steps.CheckShapeAsync(ProvisionRequests.Shape(r)));

    public Task<GateAnswer> CheckIsolationAsync(RunInput run) => JudgeAsync(run, r => steps.CheckIsolationAsync(ProvisionRequests.Isolation(r)));

    public async Task<DumpRecord> DumpAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var dump = await steps.DumpAsync(ProvisionRequests.Dump(recorded));
        await recorded.AppendAsync(new Copied { Dump = dump });
        return dump;
    }

    public async Task<RetainedDump> RetainDumpAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var retained = await steps.RetainDumpAsync(ProvisionRequests.Retain(recorded));
        await recorded.AppendAsync(new Copied { Retained = retained });
        return retained;
    }

    public async Task<RestoreRecord> RestoreAsync(RunInput run)
    {
        var recorded = await OpenAsync(run);
        var restore = await steps.RestoreAsync(ProvisionRequests.Restore(recorded));
        await recorded.AppendAsync(new Copied { Restore = restore });
        return restore;
    }

    public Task<GateAnswer> CheckRestoreAsync(RunInput run) => JudgeAsync(run, r => steps.CheckRestoreAsync(ProvisionRequests.RestoreCheck(r)));

    public async Task EmptyDumpAsync(RunInput run) => await steps.EmptyDumpAsync((await OpenAsync(run)).Target());

    /// <summary>The intent is on the disk before the object exists, its id before the workflow hears of it.</summary>
    private async Task<CreationAnswer> CreateAsync(RunInput run, ObjectKind kind, Func<Plan, string> name, Func<RecordedRun, Task<CreationResult>> create)
    {
        var recorded = await OpenAsync(run);
        var exact = name(recorded.Plan);
        await recorded.AppendAsync(new Intended { Kind = kind, Name = exact });
        var made = await create(recorded);
        if (made.Refused is { } refused)
        {
            return new CreationAnswer { Refused = await recorded.JudgeAsync(refused) };
        }

        var created = new Created { Kind = kind, Name = exact, Id = kind is ObjectKind.Container or ObjectKind.Network ? made.Id : null };
        await recorded.AppendAsync(made.Export is { } export ? [new CodeExported { Export = export }, created] : [created]);
        var ledger = (await recorded.ReadAgainAsync(CurrentActivity.Cancel)).Ledger;
        return new CreationAnswer { Entries = [.. ledger.Entries.Where(e => e.Kind == kind && e.Name == exact)] };
    }

    private async Task<GateAnswer> JudgeAsync(RunInput run, Func<RecordedRun, Task<GateResult>> judge)
    {
        var recorded = await OpenAsync(run);
        return await recorded.JudgeAsync(await judge(recorded));
    }

    private Task<RecordedRun> OpenAsync(RunInput run) => runs.OpenPermittedAsync(run.Run, CurrentActivity.Cancel);
}
