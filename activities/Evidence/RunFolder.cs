using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>One run's evidence folder that no teardown has closed.</summary>
internal sealed record RunFolder
{
    /// <summary>Absolute path of its manifest.json.</summary>
    public required string Manifest { get; init; }

    /// <summary>Absent where the folder cannot be read.</summary>
    public TeardownRequest? Request { get; init; }

    /// <summary>Why it cannot be read: expected and found. Absent where it can.</summary>
    public string? Problem { get; init; }
}
