using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>One object of the manifest, or one anonymous volume of C-04, and what is known of it.</summary>
public sealed record LedgerEntry
{
    public required ObjectKind Kind { get; init; }

    /// <summary>Exact name or absolute path.</summary>
    public required string Name { get; init; }

    /// <summary>The teardown step that destroys it.</summary>
    public required TeardownStep Step { get; init; }

    /// <summary>64 hex digits; absent until captured, and for kinds without an id.</summary>
    public string? Id { get; init; }

    /// <summary>True for an anonymous volume of C-04.</summary>
    public bool Anonymous { get; init; }

    public required LedgerState State { get; init; }

    /// <summary>Why, for NotOurs, Failed and Acknowledged.</summary>
    public string? Reason { get; init; }

    /// <summary>The one command that would remove it, for Failed and Acknowledged.</summary>
    public string? Remedy { get; init; }

    /// <summary>True while teardown still has to answer for it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Open => State is LedgerState.Planned or LedgerState.Present or LedgerState.Failed;
}
