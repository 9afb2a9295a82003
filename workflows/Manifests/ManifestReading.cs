using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Workflows.Manifests;

/// <summary>Either of the two.</summary>
public sealed record ManifestReading
{
    public TeardownRequest? Request { get; init; }

    /// <summary>What was expected and what was found, without subject and remedy.</summary>
    public string? Problem { get; init; }
}
