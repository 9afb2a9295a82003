using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>One evidence folder whose run is open, or cannot be told.</summary>
internal sealed record RunFolder
{
    /// <summary>Absolute path of its manifest.json.</summary>
    public required string Manifest { get; init; }

    /// <summary>The run's manifest; absent where the folder cannot be read.</summary>
    public Manifest? Run { get; init; }

    /// <summary>Why it cannot be read: expected and found. Absent where it can.</summary>
    public string? Problem { get; init; }
}
