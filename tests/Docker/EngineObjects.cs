using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>What exists on a <see cref="FakeEngine"/>, and what the engine makes of a request.</summary>
internal sealed class EngineObjects
{
    private readonly List<EngineObject> all = [];
    private int made;

    public IEnumerable<string> Names(ObjectKind kind) => all.Where(o => o.Kind == kind).Select(o => o.Name);

    public EngineObject Get(ObjectKind kind, string name) => all.Single(o => o.Kind == kind && o.Name == name);

    public EngineObject Add(ObjectKind kind, string name, string? nonce)
    {
        var made = new EngineObject { Kind = kind, Id = (++this.made).ToString("x64", System.Globalization.CultureInfo.InvariantCulture), Name = name };
        if (nonce is not null)
        {
            made.Labels[Labels.Nonce] = nonce;
        }

        all.Add(made);
        return made;
    }

    /// <summary>An anonymous volume: its name is 64 hex digits, and it carries no label of ours.</summary>
    public string AddAnonymousVolume()
    {
        var volume = Add(ObjectKind.Volume, string.Empty, nonce: null);
        return volume.Name = volume.Id;
    }

    public void Remove(ObjectKind kind, string name) => all.RemoveAll(o => o.Kind == kind && o.Name == name);

    public EngineAnswer Answer(string request)
    {
        var (method, path, query) = (request.Split(' ')[0], request.Split(' ')[1].Split('?')[0], request.Split('?').ElementAtOrDefault(1) ?? string.Empty);
        return (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET", ["containers", "json"]) => new(200, all.Where(o => o.Kind == ObjectKind.Container).Select(o => o.Listed)),
            ("GET", ["containers", var name, "json"]) => Inspect(Container(name)),
            ("GET", ["networks"]) => new(200, all.Where(o => o.Kind == ObjectKind.Network).Select(o => o.Inspected)),
            ("GET", ["networks", var name]) => Inspect(Find(ObjectKind.Network, name)),
            ("GET", ["volumes"]) => new(200, new { Volumes = all.Where(o => o.Kind == ObjectKind.Volume).Select(o => o.Inspected) }),
            ("GET", ["volumes", var name]) => Inspect(Find(ObjectKind.Volume, name)),
            ("DELETE", ["containers", var name]) => Delete(Container(name), anonymousVolumes: query.Contains("v=1", StringComparison.Ordinal)),
            ("DELETE", ["networks", var name]) => Delete(Find(ObjectKind.Network, name)),
            ("DELETE", ["volumes", var name]) => Delete(Find(ObjectKind.Volume, name)),
            _ => EngineAnswer.Error(404, "page not found"),
        };
    }

    /// <summary>By name, by id, and else by the beginning of an id, as the real engine does.</summary>
    private EngineObject? Container(string name) => Find(ObjectKind.Container, name)
        ?? all.Find(o => o.Kind == ObjectKind.Container && o.Id.StartsWith(name, StringComparison.Ordinal));

    private EngineObject? Find(ObjectKind kind, string name) => all.Find(o => o.Kind == kind && (o.Name == name || o.Id == name));

    private static EngineAnswer Inspect(EngineObject? found) => found is null ? EngineAnswer.Error(404, "no such object") : new(200, found.Inspected);

    private EngineAnswer Delete(EngineObject? found, bool anonymousVolumes = false)
    {
        if (found is null)
        {
            return EngineAnswer.Error(404, "no such object");
        }

        if (found.Kind == ObjectKind.Volume && all.Any(o => o.Volumes.Contains(found.Name)))
        {
            return EngineAnswer.Error(409, "volume is in use");
        }

        if (found.Kind == ObjectKind.Network && found.Endpoints.Count > 0)
        {
            return EngineAnswer.Error(403, "network has active endpoints");
        }

        all.Remove(found);
        if (anonymousVolumes)
        {
            all.RemoveAll(o => o.Kind == ObjectKind.Volume && o.Name == o.Id && found.Volumes.Contains(o.Name));
        }

        return new(204);
    }
}
