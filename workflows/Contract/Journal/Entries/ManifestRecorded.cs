namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>manifest.json was written: from here on the run may own something, and is open until its teardown has ended.</summary>
public sealed record ManifestRecorded : JournalEntry
{
    /// <summary>SHA-256 of manifest.json, 64 hex digits.</summary>
    public required string Sha256 { get; init; }
}
