namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>
/// Restores a dump that an earlier run retained (see <c>retainDump</c>) in place of a new one: production's rows are not read at all. G-07 refuses a
/// dump that is not there, is another one, or is too old.
/// </summary>
public sealed record ReuseDump
{
    /// <summary>Name of the 32-byte key that the dump was encrypted with.</summary>
    public required string Key { get; init; }

    /// <summary>Absolute path of the directory with the encrypted copy.</summary>
    public required string Directory { get; init; }

    /// <summary>SHA-256 of the dump, 64 hex digits, as the report of the run that retained it says.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Minutes after which the dump is too old to say anything about production.</summary>
    public int MaxAgeMinutes { get; init; } = 24 * 60;
}
