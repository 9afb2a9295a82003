namespace DotIuCutter.Temporal.Workflows.Contract.Copy;

/// <summary>The dump of production as it was made or taken: digest, counts, and what it cost production. The dump itself is never kept here.</summary>
public sealed record DumpRecord
{
    /// <summary>SHA-256 of the dump file, 64 hex digits; all that is kept of it.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required int Tables { get; init; }

    public required long Rows { get; init; }

    /// <summary>SHA-256 over the sorted lines <c>schema.table count</c> of the dump's COPY blocks.</summary>
    public required string RowCountsSha256 { get; init; }

    /// <summary>When it was made, where it is one that an earlier run retained; absent where production, or its standby, was dumped.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Wall time of the dump.</summary>
    public required double Seconds { get; init; }

    /// <summary>Largest age of the dump's snapshot seen on production, in transactions; absent where it could not be seen.</summary>
    public long? XminAge { get; init; }

    /// <summary>Times the dump was seen waiting for a lock.</summary>
    public long LockWaits { get; init; }

    /// <summary>The longest that sessions of others were seen waiting for a lock of the dump; absent where none was.</summary>
    public double? OthersWaitedSeconds { get; init; }
}
