namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>What a restore came to.</summary>
internal sealed record RestoreResult
{
    /// <summary>The database's size on disk.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>PostgreSQL's answer to several sessions, because of which all was restored again by one; null where it was not.</summary>
    public string? Repeated { get; init; }
}
