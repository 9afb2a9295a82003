namespace DotIuCutter.Temporal.Workflows.Contract.Copy;

/// <summary>The encrypted copy of a dump that outlives its run (DR-8).</summary>
public sealed record RetainedDump
{
    /// <summary>Absolute path of the encrypted copy.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the encrypted copy.</summary>
    public required string Sha256 { get; init; }
}
