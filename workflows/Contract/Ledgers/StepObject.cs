using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>One object that a teardown step still has to destroy.</summary>
public sealed record StepObject
{
    public required ObjectKind Kind { get; init; }

    /// <summary>Exact name or absolute path.</summary>
    public required string Name { get; init; }

    /// <summary>64 hex digits when recorded; absent when the object was never seen.</summary>
    public string? Id { get; init; }

    /// <summary>True for an anonymous volume of C-04: its 64-hex name is its identity, it carries no nonce.</summary>
    public bool Anonymous { get; init; }
}
