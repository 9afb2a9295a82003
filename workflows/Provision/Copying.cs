using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Provision;

public sealed record DumpRequest
{
    public required RunRef Run { get; init; }

    public required ProductionSource Production { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>Present where a retained dump is taken in place of a new one.</summary>
    public ReuseDump? Reuse { get; init; }

    /// <summary>Production's size (C-03), for how long it may take; 0 where it is not known.</summary>
    public long ProductionBytes { get; init; }
}

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

public sealed record RetainRequest
{
    public required RunRef Run { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    public required RetainDump Retain { get; init; }

    public required string DumpSha256 { get; init; }
}

public sealed record RetainedDump
{
    /// <summary>Absolute path of the encrypted copy.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the encrypted copy.</summary>
    public required string Sha256 { get; init; }
}

public sealed record RestoreRequest
{
    public required DrTarget Target { get; init; }

    /// <summary>Absent where it may still be being made.</summary>
    public DumpRecord? Dump { get; init; }

    /// <summary>Production's size (C-03), for how long it may take; 0 where it is not known.</summary>
    public long ProductionBytes { get; init; }
}

public sealed record RestoreRecord
{
    public required double Seconds { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Why all of it was restored again by one session: PostgreSQL's words to several at once. Absent where it was not.</summary>
    public string? Repeated { get; init; }

    /// <summary>10^9 bytes; absent where it was too fast to measure.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? GigabytesPerMinute => Seconds > 0 ? SizeBytes / 1e9 / (Seconds / 60) : null;
}

public sealed record RestoreCheck
{
    public required DrTarget Target { get; init; }

    public required DumpRecord Dump { get; init; }
}
