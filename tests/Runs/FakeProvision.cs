using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Makes the objects of a run in memory.</summary>
internal sealed class FakeProvision(FakeWorld world) : IProvisionSteps
{
    public Task<string> RecordManifestAsync(RecordedRun run) => world.DoAsync<IProvision, string>(async () =>
    {
        world.Recorded = run;
        return world.Host is null ? "m" : await ManifestRecording.RecordAsync(run, CancellationToken.None);
    });

    public Task<CreationResult> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => world.DoAsync<IProvision, CreationResult>(() => MemoryCreation.WorkDirectory(world.Engine, request));

    public Task<CreationResult> CreateNetworkAsync(NetworkRequest request) => world.DoAsync<IProvision, CreationResult>(() => MemoryCreation.Network(world.Engine, request));

    public Task<CreationResult> CreateVolumeAsync(VolumeRequest request) => world.DoAsync<IProvision, CreationResult>(() => MemoryCreation.Volume(world.Engine, request));

    public Task<CreationResult> CreateDrAsync(DrRequest request) => world.DoAsync<IProvision, CreationResult>(() => MemoryCreation.Dr(world.Engine, request, world.Anonymous));

    public Task StartDrAsync(DrRef dr) => world.DoAsync<IProvision, int>(() => 0);

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => world.DoAsync<IProvision, DrCapture>(() => MemoryCreation.Identities(world.Engine, request));

    public Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check) => world.DoAsync<IProvision, IdentityVerdict>(() => new()
    {
        Gate = world.GateOf<IProvision>(Gate.DrIsNotProduction, nameof(CheckIdentityAsync)),
        SystemIdentifier = "7000000000000000002",
    });

    public Task<GateResult> CheckShapeAsync(ShapeCheck check) => world.GateAsync<IProvision>(Gate.DrShape);

    public Task<GateResult> CheckIsolationAsync(IsolationCheck check) => world.GateAsync<IProvision>(Gate.DrIsolated);

    public Task<DumpRecord> DumpAsync(DumpRequest request) =>
        world.DoAsync<IProvision, DumpRecord>(() => new() { Sha256 = "d", Bytes = 1, Tables = 1, Rows = 1, RowCountsSha256 = "r", Seconds = 0.1 });

    public Task<RetainedDump> RetainDumpAsync(RetainRequest request) => world.DoAsync<IProvision, RetainedDump>(() => new() { Path = "/kept/dump.enc", Sha256 = "k" });

    public Task<RestoreRecord> RestoreAsync(RestoreOptions options) => world.DoAsync<IProvision, RestoreRecord>(() => new() { Seconds = 0.1, SizeBytes = 1 });

    public Task<GateResult> CheckRestoreAsync(RestoreCheck check) => world.GateAsync<IProvision>(Gate.RestoreFaithful);

    public Task EmptyDumpAsync(DrTarget target) => world.DoAsync<IProvision, int>(() => 0);
}
