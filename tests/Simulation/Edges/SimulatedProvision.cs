using DotIuCutter.Temporal.Activities.Docker.Guard;
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
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Makes the simulated DR as the real edge does: adopts what is ours, refuses what is not, makes nothing behind a closed fence.</summary>
internal sealed class SimulatedProvision(Place place) : IProvisionSteps
{
    private readonly MemoryEngine engine = place.Engine;

    public Task<string> RecordManifestAsync(RecordedRun run)
    {
        place.Of(run.Ref.Nonce).Manifest = run.Manifest;
        return Task.FromResult("m");
    }

    public Task<CreationResult> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => Fenced(request.Run, () => MemoryCreation.WorkDirectory(engine, request));

    public Task<CreationResult> CreateNetworkAsync(NetworkRequest request) => Fenced(request.Run, () => MemoryCreation.Network(engine, request));

    public Task<CreationResult> CreateVolumeAsync(VolumeRequest request) => Fenced(request.Run, () => MemoryCreation.Volume(engine, request));

    public Task<CreationResult> CreateDrAsync(DrRequest request) => Fenced(request.Run, () => MemoryCreation.Dr(engine, request));

    public Task StartDrAsync(DrRef dr) => Fenced(dr.Run, () => engine.ById(ObjectKind.Container, dr.ContainerId) is { } there && Ownership.Ours(there.Labels, dr.Run)
        ? true
        : throw new ApplicationFailureException($"DR container '{dr.Name}' is gone.", FailureTypes.WrongServer, nonRetryable: true));

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => Task.FromResult(MemoryCreation.Identities(engine, request));

    public Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check) =>
        Task.FromResult(new IdentityVerdict { Gate = Green(Running(check.Dr), Gate.DrIsNotProduction), SystemIdentifier = "7000000000000000002" });

    public Task<GateResult> CheckShapeAsync(ShapeCheck check) => Task.FromResult(Green(Running(check.Dr), Gate.DrShape));

    public Task<GateResult> CheckIsolationAsync(IsolationCheck check) => Task.FromResult(Green(Running(check.Dr), Gate.DrIsolated));

    public Task<DumpRecord> DumpAsync(DumpRequest request) =>
        Task.FromResult(new DumpRecord { Sha256 = "d", Bytes = 1, Tables = 1, Rows = 1, RowCountsSha256 = "r", Seconds = 0.1 });

    public Task<RetainedDump> RetainDumpAsync(RetainRequest request) => Fenced(request.Manifest.Run, () => new RetainedDump { Path = "/srv/kept/dump.enc", Sha256 = "k" });

    public Task<RestoreRecord> RestoreAsync(RestoreOptions request)
    {
        Running(request.Target.Dr);
        return Task.FromResult(new RestoreRecord { Seconds = 0.1, SizeBytes = 1 });
    }

    public Task<GateResult> CheckRestoreAsync(RestoreCheck check) => Task.FromResult(Green(Running(check.Target.Dr), Gate.RestoreFaithful));

    public Task EmptyDumpAsync(DrTarget target) => Task.FromResult(Running(target.Dr));

    private static GateResult Green(DrRef _, Gate gate) => GateResult.Green(gate, "the simulated DR", "green", "green");

    /// <summary>A server that is gone does not answer, whatever is asked of it.</summary>
    private DrRef Running(DrRef dr) => engine.ById(ObjectKind.Container, dr.ContainerId) is null ? throw new InvalidOperationException($"The DR '{dr.Name}' does not answer.") : dr;

    private Task<T> Fenced<T>(RunRef run, Func<T> make) => place.Daemon || !place.Fences.Closed(run.Nonce)
        ? Task.FromResult(make())
        : throw new ApplicationFailureException($"Run '{run.Key}' is closed.", FailureTypes.RunClosed, nonRetryable: true);
}
