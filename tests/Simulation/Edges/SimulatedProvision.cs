using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision;
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
    private readonly Machine machine = place.Machine;

    public Task<string> RecordManifestAsync(RecordedRun run)
    {
        place.Of(run.Ref.Nonce).Manifest = run.Manifest;
        return Task.FromResult("m");
    }

    public Task<Creation> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => Fenced(request.Run, () =>
    {
        var paths = RunPaths.For(request.WorkDirectory);
        foreach (var (kind, path) in new[] { (ObjectKind.Path, paths.WorkDirectory), (ObjectKind.Path, paths.SecretsDirectory), (ObjectKind.SecretFile, paths.Dump) }
            .Concat(paths.Secrets.Select(s => (ObjectKind.SecretFile, s))))
        {
            var there = machine.File(path);
            if (there is not null && there.Maker != request.Run.Nonce)
            {
                return new Creation { Refused = GateResult.Red(Gate.WorkDirectoryFit, $"'{path}'", "new, or ours", "not ours; left alone", "move it away") };
            }

            _ = there ?? machine.MakeOurs(kind, path, request.Run);
        }

        return new Creation { Id = paths.WorkDirectory };
    });

    public Task<Creation> CreateNetworkAsync(NetworkRequest request) => Fenced(request.Run, () =>
    {
        var named = machine.Networks(request.Name);
        return named.FirstOrDefault(n => !Ownership.Ours(n.Labels, request.Run)) is { } foreign ? Refused(foreign, request.Run)
            : new Creation { Id = (named.Count > 0 ? named[0] : machine.MakeOurs(ObjectKind.Network, request.Name, request.Run)).Id };
    });

    public Task<Creation> CreateVolumeAsync(VolumeRequest request) => Fenced(request.Run, () =>
    {
        var volume = machine.Volume(request.Name) ?? machine.MakeOurs(ObjectKind.Volume, request.Name, request.Run);
        return Ownership.Ours(volume.Labels, request.Run) ? new Creation { Id = request.Name } : Refused(volume, request.Run);
    });

    public Task<Creation> CreateDrAsync(DrRequest request) => Fenced(request.Run, () =>
    {
        if (machine.Container(request.Name) is { } there)
        {
            return Ownership.Ours(there.Labels, request.Run) ? new Creation { Id = there.Id } : Refused(there, request.Run);
        }

        // The real edge's guard lets it join only what the daemon has just shown to be the run's.
        var joinable = machine.ById(ObjectKind.Network, request.NetworkId)?.Maker == request.Run.Nonce && machine.Volume(request.Volume)?.Maker == request.Run.Nonce;
        if (!joinable)
        {
            throw new InvalidOperationException("The run's network or volume is gone.");
        }

        string[] volumes = [request.Volume, machine.MakeAnonymousVolume(request.Run).Name];
        return new Creation { Id = machine.MakeContainer(request.Name, request.Run, request.NetworkId, volumes).Id };
    });

    public Task StartDrAsync(DrRef dr) => Fenced(dr.Run, () => machine.ById(ObjectKind.Container, dr.ContainerId) is { } there && Ownership.Ours(there.Labels, dr.Run)
        ? true
        : throw new ApplicationFailureException($"DR container '{dr.Name}' is gone.", FailureTypes.WrongServer, nonRetryable: true));

    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => Task.FromResult(Identities(machine, request));

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

    public static DrCapture Identities(Machine machine, NamesRequest request)
    {
        var dr = Ours(machine.Container(request.Objects.DrContainer));
        var harness = Ours(machine.Container(request.Objects.HarnessContainer));
        var networks = machine.Networks(request.Objects.Network).Where(n => Ours(n) is not null).ToList();
        return new DrCapture
        {
            ContainerId = dr?.Id,
            HarnessId = harness?.Id,
            NetworkId = networks is [var network] ? network.Id : null,
            Volume = Ours(machine.Volume(request.Objects.Volume))?.Name,
            AnonymousVolumes = [.. new[] { dr, harness }.SelectMany(c => c?.Volumes ?? []).Where(DockerNames.IsId).Distinct().Order(StringComparer.Ordinal)],
        };

        Thing? Ours(Thing? thing) => Ownership.Ours(thing?.Labels, request.Run) ? thing : null;
    }

    private static Creation Refused(Thing foreign, RunRef run) => new() { Refused = NameTaken.Red(foreign.Kind, foreign.Name, foreign.Id, foreign.Labels, run) };

    private static GateResult Green(DrRef _, Gate gate) => GateResult.Green(gate, "the simulated DR", "green", "green");

    /// <summary>A server that is gone does not answer, whatever is asked of it.</summary>
    private DrRef Running(DrRef dr) => machine.ById(ObjectKind.Container, dr.ContainerId) is null ? throw new InvalidOperationException($"The DR '{dr.Name}' does not answer.") : dr;

    private Task<T> Fenced<T>(RunRef run, Func<T> make) => machine.Daemon || !place.Fences.Closed(run.Nonce)
        ? Task.FromResult(make())
        : throw new ApplicationFailureException($"Run '{run.Key}' is closed.", FailureTypes.RunClosed, nonRetryable: true);
}
