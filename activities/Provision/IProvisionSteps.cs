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
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>What provisioning makes and proves on the host. Nothing here knows of runs' journals.</summary>
internal interface IProvisionSteps
{
    /// <summary>Writes manifest.json, and answers its SHA-256. A second attempt writes the same.</summary>
    Task<string> RecordManifestAsync(RecordedRun run);

    Task<CreationResult> MakeWorkDirectoryAsync(WorkDirectoryRequest request);

    Task<CreationResult> CreateNetworkAsync(NetworkRequest request);

    Task<CreationResult> CreateVolumeAsync(VolumeRequest request);

    Task<CreationResult> CreateDrAsync(DrRequest request);

    Task StartDrAsync(DrRef dr);

    Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request);

    Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check);

    Task<GateResult> CheckShapeAsync(ShapeCheck check);

    Task<GateResult> CheckIsolationAsync(IsolationCheck check);

    Task<DumpRecord> DumpAsync(DumpRequest request);

    Task<RetainedDump> RetainDumpAsync(RetainRequest request);

    Task<RestoreRecord> RestoreAsync(RestoreOptions request);

    Task<GateResult> CheckRestoreAsync(RestoreCheck check);

    Task EmptyDumpAsync(DrTarget target);
}
