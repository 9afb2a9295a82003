using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Manifests;

/// <summary>A manifest.json that was read: its content, or why it cannot be used. Never both.</summary>
public sealed record ManifestReading
{
    public ManifestFile? File { get; init; }

    /// <summary>What was expected and what was found, without subject and remedy.</summary>
    public string? Problem { get; init; }
}
