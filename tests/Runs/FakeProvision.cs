using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeProvision(FakeWorld world) : IProvision
{
    public Task<ManifestRecord> RecordManifestAsync(ManifestRequest request) =>
        world.DoAsync<IProvision, ManifestRecord>(async () =>
        {
            world.Manifest = await AskedOfRun.AnswerAsync(run => run.Manifest, "derived its manifest", ActivityExecutionContext.Current.CancellationToken);
            return world.Host is { } host
                ? await new ProvisionActivities(host.Host, null!, null!, null!, null!, host.Evidence, null!).RecordAsync(world.Manifest)
                : new ManifestRecord { Path = "/evidence/manifest.json", Sha256 = "m" };
        });

    public Task<Created> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => world.DoAsync<IProvision, Created>(() =>
    {
        var paths = RunPaths.For(request.WorkDirectory);
        foreach (var path in new[] { paths.WorkDirectory, paths.SecretsDirectory, paths.Dump }.Concat(paths.Secrets))
        {
            world.Objects[path] = path;
        }

        return new Created { Id = paths.WorkDirectory };
    });

    public Task<Created> CreateNetworkAsync(NetworkRequest request) => world.DoAsync<IProvision, Created>(() => Create(request.Name));

    public Task<Created> CreateVolumeAsync(VolumeRequest request) => world.DoAsync<IProvision, Created>(() => Create(request.Name));

    public Task<Created> CreateDrAsync(DrRequest request) => world.DoAsync<IProvision, Created>(() => Create(request.Name));

    public Task StartDrAsync(DrRef dr) => world.DoAsync<IProvision, int>(() => 0);

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => world.DoAsync<IProvision, DrCapture>(() => world.Identities(request.Objects));

    public Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check) => world.DoAsync<IProvision, IdentityVerdict>(() => new()
    {
        Gate = world.GateOf<IProvision>("G-10", nameof(CheckIdentityAsync)),
        SystemIdentifier = "7000000000000000002",
    });

    public Task<GateResult> CheckShapeAsync(ShapeCheck check) => world.GateAsync<IProvision>("G-11");

    public Task<GateResult> CheckIsolationAsync(IsolationCheck check) => world.GateAsync<IProvision>("G-12");

    public Task CreateDatabaseAsync(DrTarget target) => world.DoAsync<IProvision, int>(() => 0);

    public Task<DumpRecord> DumpAsync(DumpRequest request) =>
        world.DoAsync<IProvision, DumpRecord>(() => new() { Sha256 = "d", Bytes = 1, Tables = 1, Rows = 1, RowCountsSha256 = "r", Seconds = 0.1 });

    public Task<RetainedDump> RetainDumpAsync(RetainRequest request) => world.DoAsync<IProvision, RetainedDump>(() => new() { Path = "/kept/dump.enc", Sha256 = "k" });

    public Task<RestoreRecord> RestoreAsync(RestoreRequest request) => world.DoAsync<IProvision, RestoreRecord>(() => new() { Seconds = 0.1, SizeBytes = 1 });

    public Task<GateResult> CheckRestoreAsync(RestoreCheck check) => world.GateAsync<IProvision>("G-13");

    public Task EmptyDumpAsync(DrTarget target) => world.DoAsync<IProvision, int>(() => 0);

    private Created Create(string name) => new() { Id = world.Objects[name] = $"id of {name}" };
}
