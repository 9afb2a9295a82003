using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>One object teardown has to answer for and could not destroy, or one teardown assertion that could not be read.</summary>
public sealed record Residual
{
    public required ObjectKind Kind { get; init; }

    /// <summary>Exact name, absolute path, or the id of a gate.</summary>
    public required string Name { get; init; }

    /// <summary>64 hex digits; absent where the kind has no id or none was ever seen.</summary>
    public string? Id { get; init; }

    /// <summary>Why it is still there; names the foreign party where there is one.</summary>
    public required string Reason { get; init; }

    /// <summary>The one command that would remove it.</summary>
    public required string Remedy { get; init; }

    /// <summary>The operator's reason where it was acknowledged instead of removed.</summary>
    public string? Acknowledged { get; init; }
}
