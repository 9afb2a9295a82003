namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>One object a run may create: its kind, its exact name or absolute path, and the teardown step that destroys it.</summary>
public sealed record ManifestObject
{
    public required ObjectKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is for, in the rollback plan's words.</summary>
    public required string Role { get; init; }

    /// <summary>The teardown step that destroys it.</summary>
    public required TeardownStep Step { get; init; }
}
