using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>
/// One container, volume, network, file or directory of a <see cref="MemoryEngine"/>; others may change it at any time. Another of the same name is
/// another object.
/// </summary>
internal sealed class EngineObject
{
    public required ObjectKind Kind { get; init; }

    /// <summary>64 hex digits; for a named volume, a file or a directory no more than a serial of ours.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>A container's volumes, by name.</summary>
    public List<string> Volumes { get; } = [];

    /// <summary>A container's network, by id.</summary>
    public string? Network { get; set; }

    public string StartedAt { get; set; } = "2026-05-17T00:00:00Z";

    public int RestartCount { get; set; }

    /// <summary>The nonce of the run that made it, whatever its labels say; absent when foreign.</summary>
    public string? Maker { get; set; }

    /// <summary>The database a harness works on.</summary>
    public string? Database { get; set; }

    /// <summary>In the time of a simulation.</summary>
    public DateTime MadeAt { get; set; }

    /// <summary>The daemon made it after the worker that asked for it was dead.</summary>
    public bool Late { get; set; }

    /// <summary>The name of an anonymous volume is an id.</summary>
    public bool Anonymous => Kind == ObjectKind.Volume && DockerNames.IsId(Name);

    public override string ToString() => $"{Kind} '{Name}' {Id[..6]}{(Maker is null ? " (foreign)" : string.Empty)}";
}
