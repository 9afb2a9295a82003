using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>The objects of a run on the engine in memory, by the rules of the real edge: what is ours is adopted, what is not is refused.</summary>
internal static class MemoryCreation
{
    public static CreationResult WorkDirectory(MemoryEngine engine, WorkDirectoryRequest request)
    {
        var paths = RunPaths.For(request.WorkDirectory);
        foreach (var (kind, path) in new[] { (ObjectKind.Path, paths.WorkDirectory), (ObjectKind.Path, paths.SecretsDirectory), (ObjectKind.SecretFile, paths.Dump) }
            .Concat(paths.Secrets.Select(s => (ObjectKind.SecretFile, s))))
        {
            var there = engine.File(path);
            if (there is not null && there.Maker != request.Run.Nonce)
            {
                return new CreationResult { Refused = GateResult.Red(Gate.WorkDirectoryFit, $"'{path}'", "new, or ours", "not ours; left alone", "move it away") };
            }

            _ = there ?? Make(engine, kind, path, request.Run);
        }

        return new CreationResult { Id = paths.WorkDirectory };
    }

    public static CreationResult Network(MemoryEngine engine, NetworkRequest request)
    {
        var named = engine.Networks(request.Name);
        return named.FirstOrDefault(n => !Ownership.Ours(n.Labels, request.Run)) is { } foreign ? Refused(foreign, request.Run)
            : new CreationResult { Id = (named.Count > 0 ? named[0] : Make(engine, ObjectKind.Network, request.Name, request.Run)).Id };
    }

    public static CreationResult Volume(MemoryEngine engine, VolumeRequest request)
    {
        var volume = engine.Volume(request.Name) ?? Make(engine, ObjectKind.Volume, request.Name, request.Run);
        return Ownership.Ours(volume.Labels, request.Run) ? new CreationResult { Id = request.Name } : Refused(volume, request.Run);
    }

    /// <param name="engine">Where it is made.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="anonymous">Names of the anonymous volumes that its image asks for; null names one as the engine does.</param>
    public static CreationResult Dr(MemoryEngine engine, DrRequest request, IReadOnlyList<string>? anonymous = null)
    {
        if (engine.Container(request.Name) is { } there)
        {
            return Ownership.Ours(there.Labels, request.Run) ? new CreationResult { Id = there.Id } : Refused(there, request.Run);
        }

        // The real edge's guard lets it join only what the daemon has just shown to be the run's.
        var joinable = engine.ById(ObjectKind.Network, request.NetworkId)?.Maker == request.Run.Nonce && engine.Volume(request.Volume)?.Maker == request.Run.Nonce;
        if (!joinable)
        {
            throw new InvalidOperationException("The run's network or volume is gone.");
        }

        var volumes = anonymous is null ? [AnonymousVolume(engine, request.Run)] : anonymous;
        return new CreationResult { Id = Container(engine, request.Name, request.Run, request.NetworkId, [request.Volume, .. volumes]).Id };
    }

    public static EngineObject Container(MemoryEngine engine, string name, RunRef run, string network, IReadOnlyList<string> volumes, string? scenario = null, string? database = null)
    {
        foreach (var anonymous in volumes.Where(v => engine.Volume(v) is null))
        {
            engine.Create(ObjectKind.Volume, anonymous, o => o.Maker = run.Nonce);
        }

        return engine.Create(ObjectKind.Container, name, o =>
        {
            (o.Labels, o.Maker, o.Network, o.Database) = (Labels.For(run), run.Nonce, network, database);
            o.Volumes.AddRange(volumes);
            if (scenario is not null)
            {
                o.Labels[Labels.Scenario] = scenario;
            }
        });
    }

    public static string AnonymousVolume(MemoryEngine engine, RunRef run) => engine.Create(ObjectKind.Volume, name: null, o => o.Maker = run.Nonce).Name;

    public static DrCapture Identities(MemoryEngine engine, NamesRequest request)
    {
        var dr = Ours(engine.Container(request.Objects.DrContainer));
        var harness = Ours(engine.Container(request.Objects.HarnessContainer));
        var networks = engine.Networks(request.Objects.Network).Where(n => Ours(n) is not null).ToList();
        return new DrCapture
        {
            ContainerId = dr?.Id,
            HarnessId = harness?.Id,
            NetworkId = networks is [var network] ? network.Id : null,
            Volume = Ours(engine.Volume(request.Objects.Volume))?.Name,
            AnonymousVolumes = [.. new[] { dr, harness }.SelectMany(c => c?.Volumes ?? []).Where(DockerNames.IsId).Distinct().Order(StringComparer.Ordinal)],
        };

        EngineObject? Ours(EngineObject? found) => Ownership.Ours(found?.Labels, request.Run) ? found : null;
    }

    private static EngineObject Make(MemoryEngine engine, ObjectKind kind, string name, RunRef run) =>
        engine.Create(kind, name, o => (o.Labels, o.Maker) = (Labels.For(run), run.Nonce));

    private static CreationResult Refused(EngineObject foreign, RunRef run) => new() { Refused = NameTaken.Red(foreign.Kind, foreign.Name, foreign.Id, foreign.Labels, run) };
}
