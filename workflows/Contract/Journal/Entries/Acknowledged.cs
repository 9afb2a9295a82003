namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>The operator answers for a residual, which stays.</summary>
public sealed record Acknowledged : JournalEntry
{
    /// <summary>The residual's exact name or 64-hex id, or the id of a gate that could not be read.</summary>
    public required string Residual { get; init; }

    /// <summary>In the operator's words.</summary>
    public required string Reason { get; init; }
}
