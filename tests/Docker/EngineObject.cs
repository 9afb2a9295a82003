using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>A container, volume or network of <see cref="FakeEngine"/>; others may change it at any time.</summary>
internal sealed class EngineObject
{
    public required ObjectKind Kind { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public Dictionary<string, string> Labels { get; } = [];

    /// <summary>Of a container: the volumes mounted in it, by name.</summary>
    public List<string> Volumes { get; } = [];

    /// <summary>Of a network: the containers joined to it.</summary>
    public List<EngineObject> Endpoints { get; } = [];

    public string StartedAt { get; set; } = "2026-05-17T00:00:00Z";

    public int RestartCount { get; set; }

    public object Inspected => Kind == ObjectKind.Container
        ? new
        {
            Id,
            Name = $"/{Name}",
            Image = "sha256:1",
            RestartCount,
            Config = new { Labels },
            State = new { Status = "running", StartedAt },
            Mounts,
            NetworkSettings = new { Networks = new Dictionary<string, object>() },
        }
        : new { Id, Name, Labels, Driver = "local", Containers = Endpoints.ToDictionary(e => e.Id, e => new { e.Name }) };

    public object Listed => new { Id, Names = new[] { $"/{Name}" }, Labels, Mounts };

    private IEnumerable<object> Mounts => Volumes.Select(v => new { Type = "volume", Name = v, Source = $"/volumes/{v}", Destination = $"/{v}", RW = true });
}
