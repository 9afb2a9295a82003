using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>What a <see cref="MemoryEngine"/> makes of a request of Docker's API, and how it shows its objects there.</summary>
internal static class EngineRequests
{
    /// <param name="engine">The engine that is asked.</param>
    /// <param name="request">Such as <c>DELETE /containers/0f…?v=1&amp;force=1</c>.</param>
    /// <param name="body">As it was sent; empty where there is none.</param>
    public static EngineAnswer Answer(MemoryEngine engine, string request, string body = "")
    {
        var (method, path, query) = (request.Split(' ')[0], request.Split(' ')[1].Split('?')[0], request.Split('?').ElementAtOrDefault(1) ?? string.Empty);
        try
        {
            return (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
            {
                ("GET", ["containers", "json"]) => new(200, engine.Objects.Where(o => o.Kind == ObjectKind.Container).Select(Listed)),
                ("GET", ["containers", var name, "json"]) => new(200, Container(Found(Resolve(engine, name)))),
                ("GET", ["networks"]) => new(200, engine.Objects.Where(o => o.Kind == ObjectKind.Network).Select(o => Shown(engine, o))),
                ("GET", ["networks", var name]) => new(200, Shown(engine, Found(Find(engine, ObjectKind.Network, name)))),
                ("GET", ["volumes"]) => new(200, new { Volumes = engine.Objects.Where(o => o.Kind == ObjectKind.Volume).Select(o => Shown(engine, o)) }),
                ("GET", ["volumes", var name]) => new(200, Shown(engine, Found(Find(engine, ObjectKind.Volume, name)))),
                ("GET", ["images", .. var reference, "json"]) when engine.Images.Contains(Uri.UnescapeDataString(string.Join('/', reference))) => new(200, new { Id = "sha256:1" }),
                ("POST", ["networks", "create"]) => new(201, new { Created(engine, ObjectKind.Network, body).Id }),
                ("POST", ["volumes", "create"]) => new(201, Shown(engine, Created(engine, ObjectKind.Volume, body))),
                ("POST", ["containers", "create"]) => new(201, new { Created(engine, ObjectKind.Container, body, query.Split("name=").ElementAtOrDefault(1)?.Split('&')[0]).Id }),
                ("POST", ["containers", var name, "start" or "kill"]) when Found(Resolve(engine, name)) is not null => new(204),
                ("DELETE", ["containers", var name]) => Removed(engine, Resolve(engine, name), query.Contains("v=1", StringComparison.Ordinal)),
                ("DELETE", ["networks", var name]) => Removed(engine, Find(engine, ObjectKind.Network, name)),
                ("DELETE", ["volumes", var name]) => Removed(engine, Find(engine, ObjectKind.Volume, name)),
                _ => EngineAnswer.Error(404, "page not found"),
            };
        }
        catch (EngineRefusedException refused)
        {
            return EngineAnswer.Error(refused.Status, refused.Message);
        }
    }

    /// <summary>By name, by id, and else by the beginning of an id, as the real engine does.</summary>
    private static EngineObject? Resolve(MemoryEngine engine, string name) => Find(engine, ObjectKind.Container, name)
        ?? engine.Objects.FirstOrDefault(o => o.Kind == ObjectKind.Container && o.Id.StartsWith(name, StringComparison.Ordinal));

    private static EngineObject? Find(MemoryEngine engine, ObjectKind kind, string name) => engine.Objects.FirstOrDefault(o => o.Kind == kind && (o.Name == name || o.Id == name));

    private static EngineObject Found(EngineObject? found) => found ?? throw new EngineRefusedException(404, "no such object");

    private static EngineObject Created(MemoryEngine engine, ObjectKind kind, string body, string? name = null)
    {
        var asked = JsonNode.Parse(body)!;
        return engine.Create(kind, name ?? (string?)asked["Name"], o =>
        {
            o.Labels = asked["Labels"].Deserialize<Dictionary<string, string>>() ?? [];
            o.Network = (asked["NetworkingConfig"]?["EndpointsConfig"] as JsonObject)?.Select(network => network.Key).FirstOrDefault();
            o.Volumes.AddRange(((asked["HostConfig"]?["Mounts"] as JsonArray) ?? []).Where(mount => (string?)mount?["Type"] == "volume").Select(mount => (string?)mount?["Source"] ?? engine.AddAnonymousVolume()));
        });
    }

    private static EngineAnswer Removed(MemoryEngine engine, EngineObject? found, bool anonymousVolumes = false)
    {
        engine.Remove(Found(found), anonymousVolumes);
        return new(204);
    }

    private static object Listed(EngineObject container) => new { container.Id, Names = new[] { $"/{container.Name}" }, container.Labels, Mounts = Mounts(container) };

    private static object Container(EngineObject container) => new
    {
        container.Id,
        Name = $"/{container.Name}",
        Image = "sha256:1",
        container.RestartCount,
        Config = new { container.Labels },
        State = new { Status = "running", container.StartedAt },
        Mounts = Mounts(container),
        NetworkSettings = new { Networks = new Dictionary<string, object>() },
    };

    private static object Shown(MemoryEngine engine, EngineObject o) =>
        new { o.Id, o.Name, o.Labels, Driver = "local", Containers = engine.EndpointsOf(o).ToDictionary(e => e.Id, e => new { e.Name }) };

    private static IEnumerable<object> Mounts(EngineObject container) =>
        container.Volumes.Select(v => new { Type = "volume", Name = v, Source = $"/volumes/{v}", Destination = $"/{v}", RW = true });
}
