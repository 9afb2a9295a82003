namespace DotIuCutter.Temporal.Workflows.Contract.Copy;

/// <summary>How the copy was restored.</summary>
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
