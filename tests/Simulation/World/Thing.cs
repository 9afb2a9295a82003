using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>One container, volume, network, file or directory of the simulated machine. Another of the same name is another thing.</summary>
internal sealed class Thing
{
    public required ObjectKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>64 hex digits; for volumes, files and directories no more than a serial of ours.</summary>
    public required string Id { get; init; }

    public IDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The nonce of the run that made it, whatever its labels say; absent when foreign.</summary>
    public string? Maker { get; init; }

    /// <summary>A container's volumes, by name.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>A container's network, by id.</summary>
    public string? Network { get; init; }

    public bool Anonymous { get; init; }

    /// <summary>The database a harness works on.</summary>
    public string? Database { get; init; }

    /// <summary>The daemon made it after the worker that asked for it was dead.</summary>
    public bool Late { get; init; }

    public DateTime MadeAt { get; init; }

    public override string ToString() => $"{Kind} '{Name}' {Id[..6]}{(Maker is null ? " (foreign)" : string.Empty)}";
}
