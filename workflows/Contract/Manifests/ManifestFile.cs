using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>Content of manifest.json, written before the first object exists: what a run may create, and what its teardown compares with.</summary>
public sealed record ManifestFile
{
    /// <summary>Without the plan's scenarios: teardown has no use for them, and knows the plan by its digest.</summary>
    public required Manifest Manifest { get; init; }

    public required Baseline Baseline { get; init; }
}
