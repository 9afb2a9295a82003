using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>The steps of provisioning on this host, each a class of its own.</summary>
internal sealed class ProvisionSteps(DrCreationSteps creation, DrCheckSteps proofs, CopySteps copy) : IProvisionSteps
{
    public Task<string> RecordManifestAsync(RecordedRun run) => ManifestRecording.RecordAsync(run, CurrentActivity.Cancel);

    public Task<CreationResult> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => creation.MakeWorkDirectoryAsync(request);

    public Task<CreationResult> CreateNetworkAsync(NetworkRequest request) => creation.CreateNetworkAsync(request);

    public Task<CreationResult> CreateVolumeAsync(VolumeRequest request) => creation.CreateVolumeAsync(request);

    public Task<CreationResult> CreateDrAsync(DrRequest request) => creation.CreateDrAsync(request);

    public Task StartDrAsync(DrRef dr) => creation.StartAsync(dr);

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => proofs.CaptureIdentitiesAsync(request);

    public Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check) => proofs.CheckIdentityAsync(check);

    public Task<GateResult> CheckShapeAsync(ShapeCheck check) => proofs.CheckShapeAsync(check);

    public Task<GateResult> CheckIsolationAsync(IsolationCheck check) => proofs.CheckIsolationAsync(check);

    public Task<DumpRecord> DumpAsync(DumpRequest request) => copy.DumpAsync(request);

    public Task<RetainedDump> RetainDumpAsync(RetainRequest request) => copy.RetainAsync(request);

    public Task<RestoreRecord> RestoreAsync(RestoreOptions request) => copy.RestoreAsync(request);

    public Task<GateResult> CheckRestoreAsync(RestoreCheck check) => copy.CheckAsync(check);

    public Task EmptyDumpAsync(DrTarget target)
    {
        DumpTruncation.Empty(target);
        return Task.CompletedTask;
    }
}
